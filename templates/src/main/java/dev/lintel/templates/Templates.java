package dev.lintel.templates;

import dev.lintel.pipeline.cli.Jobs;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.options.CommandSpec;
import java.util.List;

/** The jobs that have a template. In this module's folder, each job has a folder with its name. */
final class Templates {

  static final String METADATA_FILE = "metadata.json";

  private Templates() {}

  static List<CommandSpec> jobs() {
    return specs(Jobs.all());
  }

  /** What is declared of these jobs. */
  static List<CommandSpec> specs(List<Job<?>> jobs) {
    return jobs.stream().map(job -> CommandSpec.of(job.optionsType())).toList();
  }
}
