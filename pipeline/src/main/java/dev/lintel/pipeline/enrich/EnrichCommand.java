package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.JobRun;
import dev.lintel.pipeline.job.OutputPlaces;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.job.TimeOption;
import dev.lintel.transforms.LookupCache;
import dev.lintel.transforms.LookupRows;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;

/** {@code ./lintel enrich}: checks, looks up for every record, and says where the results are. */
public final class EnrichCommand implements Command<EnrichOptions> {

  @Override
  public Class<EnrichOptions> optionsType() {
    return EnrichOptions.class;
  }

  @Override
  public ExitStatus run(EnrichOptions options, Environment environment)
      throws IOException, InterruptedException {
    return JobRun.execute(this, options, environment, run -> run(options, run));
  }

  private static ExitStatus run(EnrichOptions options, JobRun run)
      throws IOException, InterruptedException {
    ConnectionConfig config = run.config();
    var problems = new Problems();
    OutputPlaces.checkFolder("--outputDir", options.getOutputDir(), problems);
    OutputPlaces.checkResults(options, problems);
    TimestampBound bound =
        TimeOption.parse("--snapshotTime", options.getSnapshotTime(), problems)
            .map(TimestampBound::ofReadTimestamp)
            .orElseGet(TimestampBound::strong);
    EnrichPreflight.Checked checked =
        DatabaseAccess.inspect(
            config,
            problems,
            connection -> new EnrichPreflight(options, connection, problems).check(bound));

    Pipeline pipeline = Pipeline.create(options);
    var rejected = RejectedRecords.of(options, run.runId());
    var prefix = OutputPrefix.of(options.getOutputDir(), run.runId());
    Supplier<CompletionSignals> done =
        EnrichPipeline.build(
            pipeline,
            checked.plan(),
            checked.files(),
            DatabaseAccess.readRows(options, config, bound),
            lookUp(options, config, bound).withSchema(checked.schema()),
            rejected,
            prefix);
    return run.run(
        pipeline,
        done,
        new EnrichEnding(checked.plan(), prefix, rejected, options.getMaxFailures()));
  }

  private static LookupRows<Struct> lookUp(
      EnrichOptions options, ConnectionConfig config, TimestampBound bound) {
    LookupRows<Struct> lookUp = LookupRows.<Struct>from(config).withTimestampBound(bound);
    var priority = DatabaseAccess.priority(options);
    if (priority.isPresent()) {
      lookUp = lookUp.withPriority(priority.get());
    }
    if (options.getRequestTag() != null) {
      lookUp = lookUp.withTag(options.getRequestTag());
    }
    return options.getCacheKeys() == 0
        ? lookUp
        : lookUp.withCache(
            new LookupCache(options.getCacheKeys(), Duration.ofSeconds(options.getCacheSeconds())));
  }
}
