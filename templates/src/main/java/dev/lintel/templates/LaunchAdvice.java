package dev.lintel.templates;

import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The command that launches a template, with example values for the required parameters. */
final class LaunchAdvice {

  /** The role that is needed to write the specs. */
  static final String BUCKET_ROLE = "roles/storage.objectUser";

  private LaunchAdvice() {}

  static List<String> of(CommandSpec job, GoogleCloud cloud) {
    return List.of(
        "To launch one, with your own values:",
        "  gcloud dataflow flex-template run lintel-%s --project=%s --region=%s \\"
            .formatted(Templates.inImageName(job), cloud.project(), cloud.region()),
        "    --template-file-gcs-location=%s \\".formatted(cloud.specFile(job)),
        "    --parameters=" + parameters(job));
  }

  /** The required parameters, and one of each group of alternatives. */
  private static String parameters(CommandSpec job) {
    Set<String> groups = new HashSet<>();
    List<OptionSpec> needed = new ArrayList<>();
    for (OptionSpec option : job.options()) {
      if (option.required() || option.alternatives().filter(groups::add).isPresent()) {
        needed.add(option);
      }
    }
    return needed.stream()
        .map(option -> option.name() + "=" + option.example().orElse(option.valueName()))
        .collect(Collectors.joining(","));
  }
}
