package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.VerifyRows;
import dev.lintel.compare.VerifyRowsResult;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.CounterUse;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.DatabaseNeeds;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.job.Prepared;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.load.LevelRows;
import dev.lintel.pipeline.load.LoadSteps;
import dev.lintel.pipeline.load.WrittenCounters;
import dev.lintel.transforms.BatchLimits;
import dev.lintel.transforms.WriteRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollectionList;

/** {@code ./lintel copy}: copies tables of one database into another. */
public final class CopyCommand implements Job<CopyOptions> {

  @Override
  public Class<CopyOptions> optionsType() {
    return CopyOptions.class;
  }

  @Override
  public DatabaseName database(CopyOptions options) {
    return new DatabaseName(
        "destination",
        Optional.ofNullable(options.getDestinationProjectId())
            .orElse(options.getSpannerProjectId()),
        options.getDestinationInstanceId(),
        options.getDestinationDatabaseId());
  }

  private static DatabaseName source(CopyOptions options) {
    return new DatabaseName(
        "source",
        Optional.ofNullable(options.getSourceProjectId()).orElse(options.getSpannerProjectId()),
        options.getSourceInstanceId(),
        options.getSourceDatabaseId());
  }

  @Override
  public Needs needs(CopyOptions options) {
    DatabaseNeeds source =
        DatabaseNeeds.of(source(options))
            .withPermissions(Permission.READ, Permission.PARTITION_READ, Permission.GET_DDL)
            .withSnapshot(options);
    if (options.getWhere() != null || options.getSpec() != null) {
      source = source.withPermissions(Permission.PARTITION_QUERY);
    }
    Needs needs =
        Needs.of(this, options)
            .withPermissions(Permission.GET_DDL)
            .withDatabaseCreation()
            .withOther(source);
    if (options.getDryRun()) {
      return needs;
    }
    needs =
        needs.withPermissions(Permission.WRITE, Permission.BEGIN_READ_WRITE, Permission.UPDATE_DDL);
    return options.getVerifyWritten() ? needs.withPermissions(Permission.READ) : needs;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UsageException also for a dry run with a job key, which would be recorded in the
   *     destination
   */
  @Override
  public ExitStatus run(CopyOptions options, Environment environment)
      throws IOException, InterruptedException {
    if (options.getDryRun() && options.getJobKey() != null) {
      throw new UsageException(
          "--jobKey records the run in the destination, and --dryRun changes nothing; leave out one"
              + " of them");
    }
    return Job.super.run(options, environment);
  }

  @Override
  public Prepared prepare(CopyOptions options, JobContext context)
      throws IOException, InterruptedException {
    ConnectionConfig destination = context.config();
    ConnectionConfig source = context.configs().apply(source(options));
    if (source.resourceName().equals(destination.resourceName())) {
      throw new UsageException(
          "--destinationDatabaseId: the destination is the source, %s; name another database"
              .formatted(destination.describe()));
    }
    CopyPreflight.Checked checked =
        new CopyPreflight(options, context.problems()).check(source, destination);
    Pipeline pipeline = Pipeline.create(options);
    if (options.getDryRun()) {
      return DryRun.prepare(pipeline, checked, source);
    }
    checked.notes().forEach(note -> context.console().line("lintel copy: " + note));
    RequestTimeout timeout = DatabaseAccess.requestTimeout(options);
    CopyPlan plan = checked.plan().withSchema(checked.target().create(timeout));
    var rejected = RejectedRecords.of(options, context.runId());
    Supplier<CompletionSignals> signals =
        CopyPipeline.build(
            pipeline,
            plan,
            DatabaseAccess.readRows(
                options, source, TimestampBound.ofReadTimestamp(plan.snapshot())),
            steps(options, destination, plan),
            destination,
            counters(destination, plan),
            rejected,
            context.runId().toString());
    return new Prepared(
        pipeline, signals, new CopyEnding(plan, rejected, options.getMaxFailures()));
  }

  private static LoadSteps steps(CopyOptions options, ConnectionConfig destination, CopyPlan plan) {
    WriteRows write =
        WriteRows.to(destination)
            .withSchema(plan.schema())
            // The rows of a partition are read, and so written, in the order of their keys.
            .withBatchLimits(BatchLimits.ofSortedRows())
            .withRequestOptions(DatabaseAccess.requestOptions(options));
    return options.getVerifyWritten()
        ? new LoadSteps(write, plan.schema(), verification(options, destination, plan))
        : new LoadSteps(write, plan.schema());
  }

  private static LoadSteps.AfterWriting verification(
      CopyOptions options, ConnectionConfig destination, CopyPlan plan) {
    VerifyRows verify =
        VerifyRows.in(destination, plan.schema())
            .withRequestOptions(DatabaseAccess.requestOptions(options));
    return (name, rows) -> {
      VerifyRowsResult verified = rows.written().apply(name + " verify rows", verify);
      return new LevelRows(
          verified.getVerified(),
          PCollectionList.of(rows.failed())
              .and(verified.getFailed())
              .apply(name + " flatten failed and differing rows", Flatten.pCollections()));
    };
  }

  private static List<CounterUse> counters(ConnectionConfig destination, CopyPlan plan)
      throws InterruptedException {
    return plan.operation() == Mutation.Op.UPDATE
        ? ImmutableList.of()
        : WrittenCounters.ofTables(
            destination, plan.schema(), plan.tables().stream().map(CopiedTable::name).toList());
  }
}
