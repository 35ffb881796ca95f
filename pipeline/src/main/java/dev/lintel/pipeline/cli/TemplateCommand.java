package dev.lintel.pipeline.cli;

import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.GoogleTemplate;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.util.Arrays;
import java.util.List;

/** A job under the name of one of Google's templates, with its parameters. */
record TemplateCommand<O extends SpannerJobOptions>(GoogleTemplate template, Job<O> job)
    implements Command<O> {

  /** One for each template whose job is among these. */
  static List<? extends Command<?>> of(List<Job<?>> jobs) {
    return Arrays.stream(GoogleTemplate.values())
        .flatMap(
            template ->
                jobs.stream()
                    .filter(job -> CommandSpec.nameOf(job.optionsType()).equals(template.job()))
                    .map(job -> new TemplateCommand<>(template, job)))
        .toList();
  }

  CommandSpec spec() {
    return template.spec(CommandSpec.of(job.optionsType()));
  }

  @Override
  public Class<O> optionsType() {
    return job.optionsType();
  }

  @Override
  public ExitStatus run(O options, Environment environment) throws Exception {
    return job.run(options, environment);
  }
}
