package dev.lintel.pipeline.job;

import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.io.IOException;
import java.util.List;

/**
 * A batch job on a database: says what it needs, and prepares a pipeline. The command line, {@code
 * doctor}, the templates and the record of runs need nothing else of a job.
 *
 * @param <O> the options that it takes, an interface with {@code @CommandHelp}
 */
public interface Job<O extends SpannerJobOptions> extends Command<O> {

  /**
   * The database that the job works on, and that records its runs by default. Of two it is the one
   * that the job changes.
   */
  DatabaseName database(O options);

  /** What a run with these options needs. Changes nothing; may look at files, not at Spanner. */
  Needs needs(O options);

  /**
   * What a user should know of the database who runs the job with these options, though it does not
   * keep the job from running: a line each, for {@code doctor}. Reads at most a little.
   */
  default List<String> hints(O options, SpannerConnection connection) throws InterruptedException {
    return List.of();
  }

  /**
   * Checks everything that can be checked before the run, and builds the pipeline without running
   * it.
   *
   * @throws UsageException with the problems of the context and all others that were found; nothing
   *     has been changed
   */
  Prepared prepare(O options, JobContext context) throws IOException, InterruptedException;

  /**
   * Runs the job, and records the run if it has a job key. If another run holds the key, this one
   * ends at once, before anything else is looked at.
   *
   * @throws UsageException also if the options do not name a database, or if the key belongs to
   *     another job
   */
  @Override
  default ExitStatus run(O options, Environment environment)
      throws IOException, InterruptedException {
    return JobRun.execute(this, options, environment);
  }
}
