package dev.lintel.pipeline.purge;

import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.job.Prepared;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;

/** {@code ./lintel purge}: deletes rows of a table, and those that depend on them. */
public final class PurgeCommand implements Job<PurgeOptions> {

  @Override
  public Class<PurgeOptions> optionsType() {
    return PurgeOptions.class;
  }

  @Override
  public DatabaseName database(PurgeOptions options) {
    return DatabaseName.of(options);
  }

  @Override
  public Needs needs(PurgeOptions options) {
    Needs needs = Needs.of(this, options).withPermissions(Permission.READ).withCurrentSnapshot();
    if (options.getInput() == null) {
      needs = needs.withPermissions(Permission.PARTITION_QUERY);
    }
    if (options.getArchiveDir() != null) {
      needs = needs.withPermissions(Permission.GET_DDL);
    }
    return options.getDryRun()
        ? needs
        : needs.withPermissions(Permission.WRITE, Permission.BEGIN_READ_WRITE);
  }

  /** Spanner can delete old rows by itself. */
  @Override
  public List<String> hints(PurgeOptions options, SpannerConnection connection)
      throws InterruptedException {
    RequestTimeout timeout = DatabaseAccess.requestTimeout(options);
    String database = connection.config().describe();
    DatabaseSchema schema =
        timeout.await(
            "the schema of " + database, () -> SchemaReader.read(connection.databaseClient()));
    Optional<Table> table = Optional.ofNullable(options.getTableName()).flatMap(schema::findTable);
    return table.isEmpty()
        ? List.of()
        : PolicyHint.of(options, table.get(), connection, timeout).stream().toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UsageException also for a dry run with a job key, which would be recorded as a run that
   *     has deleted rows
   */
  @Override
  public ExitStatus run(PurgeOptions options, Environment environment)
      throws IOException, InterruptedException {
    if (options.getDryRun() && options.getJobKey() != null) {
      throw new UsageException(
          "--jobKey records the run, and --dryRun changes nothing; leave out one of them");
    }
    return Job.super.run(options, environment);
  }

  @Override
  public Prepared prepare(PurgeOptions options, JobContext context) throws InterruptedException {
    PurgePreflight.Checked checked =
        DatabaseAccess.inspect(
            context.config(),
            context.problems(),
            connection ->
                new PurgePreflight(options, connection, context.problems()).check(context.runId()));
    checked.hint().ifPresent(hint -> context.console().line("lintel purge: " + hint));
    Pipeline pipeline = Pipeline.create(options);
    var rejected = RejectedRecords.of(options, context.runId());
    Supplier<CompletionSignals> signals =
        new PurgePipeline(options, context, checked, rejected).build(pipeline);
    return new Prepared(
        pipeline, signals, new PurgeEnding(checked.plan(), rejected, options.getMaxFailures()));
  }
}
