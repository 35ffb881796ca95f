package dev.lintel.pipeline.exports;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.JobRun;
import dev.lintel.pipeline.job.OutputPlaces;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;

/** {@code ./lintel export}: checks, writes one snapshot to files, and says where they are. */
public final class ExportCommand implements Command<ExportOptions> {

  @Override
  public Class<ExportOptions> optionsType() {
    return ExportOptions.class;
  }

  @Override
  public ExitStatus run(ExportOptions options, Environment environment)
      throws IOException, InterruptedException {
    return JobRun.execute(
        this, options, environment, run -> run(options, environment.console(), run));
  }

  private static ExitStatus run(ExportOptions options, Console console, JobRun run)
      throws IOException, InterruptedException {
    ConnectionConfig config = run.config();
    var problems = new Problems();
    OutputPlaces.checkFolder("--outputDir", options.getOutputDir(), problems);
    if (options.getSummaryFile() != null) {
      OutputPlaces.checkFile("--summaryFile", options.getSummaryFile(), problems);
    }
    ExportTimes times = ExportTimes.of(options, problems);
    ExportPlan plan =
        DatabaseAccess.inspect(
            config,
            problems,
            connection ->
                new ExportPreflight(options, times, connection, console, problems)
                    .check(run.runId(), run.watermarks()));

    Pipeline pipeline = Pipeline.create(options);
    Supplier<CompletionSignals> done =
        ExportPipeline.build(
            pipeline, plan, DatabaseAccess.readRows(options, config, times.bound()));
    // Nobody has a use for the files of an export that failed.
    var finish = new ExportFinish(plan);
    ExitStatus status;
    try {
      status = run.run(pipeline, done, new ExportEnding(plan));
    } catch (RuntimeException e) {
      if (run.mayGoOn()) {
        throw e;
      }
      try {
        finish.discard();
      } catch (IOException | RuntimeException ofDiscard) {
        // Why it failed matters more.
        e.addSuppressed(ofDiscard);
      }
      throw e;
    }
    if (status == ExitStatus.FAILED) {
      finish.discard();
    }
    return status;
  }
}
