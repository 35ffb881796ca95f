package dev.lintel.pipeline.countjob;

import com.google.cloud.spanner.TimestampBound;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.job.Prepared;
import dev.lintel.schema.SchemaReader;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.ToString;
import org.apache.beam.sdk.values.PCollection;

/** {@code ./lintel count}: a job of the tests. This package is all of it. */
public final class CountCommand implements Job<CountOptions> {

  @Override
  public Class<CountOptions> optionsType() {
    return CountOptions.class;
  }

  @Override
  public DatabaseName database(CountOptions options) {
    return DatabaseName.of(options);
  }

  @Override
  public Needs needs(CountOptions options) {
    return Needs.of(this, options)
        .withPermissions(Permission.READ, Permission.PARTITION_READ)
        .withSnapshot(options);
  }

  @Override
  public Prepared prepare(CountOptions options, JobContext context) throws InterruptedException {
    String table = options.getTableName();
    boolean known =
        DatabaseAccess.inspect(
            context.config(),
            context.problems(),
            connection ->
                SchemaReader.read(connection.databaseClient()).findTable(table).isPresent());
    if (!known) {
      context.problems().add("--tableName", "there is no table " + table);
    }
    context.problems().throwIfAny();

    String file =
        FileSystems.matchNewResource(options.getOutputDir(), /* isDirectory= */ true)
            + "count-"
            + context.runId();
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Long> number =
        pipeline
            .apply(
                "Read",
                DatabaseAccess.readRows(options, context.config(), TimestampBound.strong())
                    .withTable(table))
            .getRows()
            .apply("Count", ParDo.of(new CountReadFn(table)))
            .apply("Sum", Sum.longsGlobally());
    number
        .apply("Format", ToString.elements())
        .apply("Write", TextIO.write().to(file).withoutSharding());
    return new Prepared(
        pipeline,
        () -> CompletionSignals.none().withWrittenNumbers(number),
        new CountEnding(table, file));
  }
}
