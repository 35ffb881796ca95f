package dev.lintel.pipeline.job;

import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.options.JobsOptions;
import java.util.List;

/**
 * A command about jobs: it takes their options besides its own, and {@code --jobs} names them.
 *
 * @param <O> the options of its own
 */
public interface JobsCommand<O extends JobsOptions> extends Command<O> {

  /** The jobs that {@code --jobs} may name. */
  List<Job<?>> jobs();

  /**
   * Does the work, under the same contract as {@link Command#run}.
   *
   * @param jobs those that were named, at least one, all on the same database
   */
  ExitStatus run(O options, List<GivenJob> jobs, Environment environment) throws Exception;

  /**
   * Refuses to run, as no job was named.
   *
   * @throws UsageException always
   */
  @Override
  default ExitStatus run(O options, Environment environment) {
    throw new UsageException("--jobs is required");
  }
}
