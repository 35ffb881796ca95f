package dev.lintel.pipeline.command;

import dev.lintel.pipeline.options.JobsOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.util.List;

/**
 * A command that is about jobs: it takes their options besides its own, and {@code --jobs} says
 * which they are.
 *
 * @param <O> the options that are its own
 */
public interface JobsCommand<O extends JobsOptions> extends Command<O> {

  /** The jobs that it can be about. */
  List<Command<? extends SpannerJobOptions>> jobs();

  /**
   * Does the work, under the same contract as {@link Command#run}.
   *
   * @param jobs those that were asked for, at least one, all on the same database
   */
  ExitStatus run(O options, List<GivenJob> jobs, Environment environment) throws Exception;

  /**
   * Without jobs there is nothing that it could be about.
   *
   * @throws UsageException always
   */
  @Override
  default ExitStatus run(O options, Environment environment) {
    throw new UsageException("--jobs is required");
  }
}
