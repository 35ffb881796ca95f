package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.job.Prepared;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.job.TimeOption;
import dev.lintel.transforms.LookupCache;
import dev.lintel.transforms.LookupRows;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;

/** {@code ./lintel enrich}: looks up rows for every record and adds their columns. */
public final class EnrichCommand implements Job<EnrichOptions> {

  @Override
  public Class<EnrichOptions> optionsType() {
    return EnrichOptions.class;
  }

  @Override
  public DatabaseName database(EnrichOptions options) {
    return DatabaseName.of(options);
  }

  @Override
  public Needs needs(EnrichOptions options) {
    Needs needs = Needs.of(this, options).withPermissions(Permission.READ);
    if (options.getQuery() != null) {
      needs = needs.withPermissions(Permission.PARTITION_QUERY);
    }
    // Without either, each lookup reads what is there at the time.
    return options.getQuery() == null && options.getSnapshotTime() == null
        ? needs
        : needs.withSnapshot(options);
  }

  @Override
  public Prepared prepare(EnrichOptions options, JobContext context) throws InterruptedException {
    TimestampBound bound =
        TimeOption.parse("--snapshotTime", options.getSnapshotTime(), context.problems())
            .map(TimestampBound::ofReadTimestamp)
            .orElseGet(TimestampBound::strong);
    EnrichPreflight.Checked checked =
        DatabaseAccess.inspect(
            context.config(),
            context.problems(),
            connection ->
                new EnrichPreflight(options, connection, context.problems()).check(bound));
    Pipeline pipeline = Pipeline.create(options);
    var rejected = RejectedRecords.of(options, context.runId());
    var prefix = OutputPrefix.of(options.getOutputDir(), context.runId());
    Supplier<CompletionSignals> signals =
        EnrichPipeline.build(
            pipeline,
            checked.plan(),
            checked.files(),
            UnpackLimit.of(options),
            DatabaseAccess.readRows(options, context.config(), bound),
            lookUp(options, context.config(), bound).withSchema(checked.schema()),
            rejected,
            prefix);
    return new Prepared(
        pipeline,
        signals,
        new EnrichEnding(checked.plan(), prefix, rejected, options.getMaxFailures()));
  }

  private static LookupRows<Struct> lookUp(
      EnrichOptions options, ConnectionConfig config, TimestampBound bound) {
    LookupRows<Struct> lookUp =
        LookupRows.<Struct>from(config)
            .withTimestampBound(bound)
            .withRequestOptions(DatabaseAccess.requestOptions(options));
    return options.getCacheKeys() == 0
        ? lookUp
        : lookUp.withCache(
            new LookupCache(options.getCacheKeys(), Duration.ofSeconds(options.getCacheSeconds())));
  }
}
