package dev.lintel.templates;

import dev.lintel.pipeline.cli.Jobs;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.GoogleTemplate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The jobs that have a template, also those under the names of Google's templates. In this module's
 * folder, each has a folder with its name.
 */
final class Templates {

  static final String METADATA_FILE = "metadata.json";

  private Templates() {}

  static List<CommandSpec> jobs() {
    List<CommandSpec> jobs = specs(Jobs.all());
    return Stream.concat(jobs.stream(), GoogleTemplate.specs(jobs)).toList();
  }

  /** The name of a template as a part of the name of an image, which has no capital letters. */
  static String inImageName(CommandSpec job) {
    return job.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is declared of these jobs. */
  static List<CommandSpec> specs(List<Job<?>> jobs) {
    return jobs.stream().map(job -> CommandSpec.of(job.optionsType())).toList();
  }
}
