package dev.lintel.pipeline.verify;

import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.DatabaseNeeds;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.job.Prepared;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;

/** {@code ./lintel verify}: compares a database with another one, or with an export. */
public final class VerifyCommand implements Job<VerifyOptions> {
  private static final Permission[] READING = {
    Permission.READ, Permission.PARTITION_READ, Permission.PARTITION_QUERY, Permission.GET_DDL
  };

  @Override
  public Class<VerifyOptions> optionsType() {
    return VerifyOptions.class;
  }

  @Override
  public DatabaseName database(VerifyOptions options) {
    return DatabaseName.of(options);
  }

  /** The database of the reference, if it is one; what is not given is that of the checked one. */
  static DatabaseName against(VerifyOptions options) {
    return new DatabaseName(
        "against",
        Optional.ofNullable(options.getAgainstProjectId()).orElse(options.getSpannerProjectId()),
        Optional.ofNullable(options.getAgainstInstanceId()).orElse(options.getInstanceId()),
        options.getAgainstDatabaseId());
  }

  @Override
  public Needs needs(VerifyOptions options) {
    Needs needs = Needs.of(this, options).withPermissions(READING).withSnapshot(options);
    return options.getAgainstDatabaseId() == null
        ? needs
        : needs.withOther(
            DatabaseNeeds.of(against(options)).withPermissions(READING).withSnapshot(options));
  }

  @Override
  public Prepared prepare(VerifyOptions options, JobContext context) throws InterruptedException {
    VerifyPlan plan = new VerifyPreflight(options, context).check();
    var places = ResultPlaces.of(options, context.runId());
    Pipeline pipeline = Pipeline.create(options);
    Supplier<CompletionSignals> signals =
        new VerifyPipeline(plan, options, context.config(), context.runId(), places)
            .build(pipeline);
    var commands = new DatabaseCommands(options, context.config());
    return new Prepared(pipeline, signals, new VerifyEnding(plan, places, commands));
  }
}
