package dev.lintel.pipeline.exports;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.run.Command;
import dev.lintel.pipeline.run.DatabaseOptions;
import dev.lintel.pipeline.run.Environment;
import dev.lintel.pipeline.run.ExitStatus;
import dev.lintel.pipeline.run.JobRun;
import dev.lintel.pipeline.run.UsageException;
import dev.lintel.transforms.ReadRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    JobRun run = JobRun.begin("export", environment);
    ConnectionConfig config = DatabaseOptions.connection(options, environment);
    List<String> problems = new ArrayList<>();
    ExportTimes times = ExportTimes.of(options, problems);
    ExportPlan plan;
    try (var lease = SpannerConnections.acquire(config)) {
      plan =
          new ExportPreflight(options, times, lease.connection(), environment.console(), problems)
              .check(run.runId());
    } catch (ConnectionFailedException e) {
      if (e.isDatabaseMissing()) {
        problems.add("--databaseId: there is no " + config.describe());
        throw new UsageException(problems);
      }
      throw e;
    }

    Pipeline pipeline = Pipeline.create(options);
    ExportPipeline.build(pipeline, plan, read(options, times, config));
    try {
      return run.run(pipeline, options.getSummaryFile(), new ExportEnding(plan));
    } catch (RuntimeException e) {
      discard(plan, e);
      throw e;
    }
  }

  /** Nobody has a use for the files of an export that failed; why it did matters more. */
  private static void discard(ExportPlan plan, RuntimeException failure) {
    try {
      new ExportFinish(plan).discard();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static ReadRows read(ExportOptions options, ExportTimes times, ConnectionConfig config) {
    ReadRows read = ReadRows.from(config).withTimestampBound(times.bound());
    var priority = DatabaseOptions.priority(options);
    if (priority.isPresent()) {
      read = read.withPriority(priority.get());
    }
    if (options.getRequestTag() != null) {
      read = read.withTag(options.getRequestTag());
    }
    return options.getDataBoostEnabled() ? read.withDataBoost() : read;
  }
}
