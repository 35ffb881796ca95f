package dev.lintel.templates;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.pipeline.options.CommandSpec;

/** The file that a launch names. It gives the image of the job and the parameters of a launch. */
final class TemplateSpec {

  private TemplateSpec() {}

  /** The content of the file. */
  static String of(String image, CommandSpec job) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("image", image);
    json.set("metadata", TemplateMetadata.tree(job));
    json.putObject("sdkInfo").put("language", "JAVA");
    json.putObject("defaultEnvironment");
    return TemplateMetadata.text(json);
  }

  /** The name of the file. */
  static String fileName(CommandSpec job) {
    return job.name() + ".json";
  }
}
