package dev.lintel.templates;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.pipeline.options.CommandSpec;

/** The file that a launch names: which image runs the job, and what a launch may say to it. */
final class TemplateSpec {

  private TemplateSpec() {}

  /** As the file holds it. */
  static String of(String image, CommandSpec job) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("image", image);
    json.set("metadata", TemplateMetadata.tree(job));
    json.putObject("sdkInfo").put("language", "JAVA");
    json.putObject("defaultEnvironment");
    return TemplateMetadata.text(json);
  }

  /** What the file is called. */
  static String fileName(CommandSpec job) {
    return job.name() + ".json";
  }
}
