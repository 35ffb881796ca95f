package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.job.Prepared;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;

/** {@code ./lintel export}: writes one snapshot of a database to files. */
public final class ExportCommand implements Job<ExportOptions> {

  @Override
  public Class<ExportOptions> optionsType() {
    return ExportOptions.class;
  }

  @Override
  public DatabaseName database(ExportOptions options) {
    return DatabaseName.of(options);
  }

  @Override
  public Needs needs(ExportOptions options) {
    Needs needs =
        Needs.of(this, options)
            .withPermissions(Permission.READ, Permission.PARTITION_READ, Permission.GET_DDL)
            .withSnapshot(options);
    // The rows of a window are read by a query, too.
    return options.getQuery() == null && options.getSince() == null
        ? needs
        : needs.withPermissions(Permission.PARTITION_QUERY);
  }

  @Override
  public Prepared prepare(ExportOptions options, JobContext context) throws InterruptedException {
    ExportTimes times = ExportTimes.of(options, context.problems());
    ExportPlan plan =
        DatabaseAccess.inspect(
            context.config(),
            context.problems(),
            connection ->
                new ExportPreflight(
                        options, times, connection, context.console(), context.problems())
                    .check(context.runId(), context.watermarks()));
    Pipeline pipeline = Pipeline.create(options);
    Supplier<CompletionSignals> signals =
        ExportPipeline.build(
            pipeline, plan, DatabaseAccess.readRows(options, context.config(), times.bound()));
    return new Prepared(pipeline, signals, new ExportEnding(plan));
  }
}
