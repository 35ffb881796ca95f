package dev.lintel.benchmarks;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import dev.lintel.compare.CompareTables;
import dev.lintel.compare.TableComparison;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import org.apache.beam.sdk.Pipeline;

/** Lintel's CompareTables with its defaults. */
record CompareTablesPipeline(RunnerChecks checks) implements RowComparer {

  @Override
  public long differences(EqualDatabases databases) {
    Pipeline pipeline = checks.newPipeline();
    ConnectionConfig expected = LintelConfig.of(databases.expected());
    ConnectionConfig actual = LintelConfig.of(databases.actual());
    Timestamp now = Timestamp.now();
    var result =
        pipeline.apply(
            "Compare",
            CompareTables.between(expected, actual)
                .at(now, now)
                .withTable(
                    TableComparison.of(
                        Dialect.GOOGLE_STANDARD_SQL,
                        table(expected),
                        Dialect.GOOGLE_STANDARD_SQL,
                        table(actual))));
    return CountedRows.of(pipeline, result.getDifferences());
  }

  private static Table table(ConnectionConfig config) {
    try (var lease = SpannerConnections.acquire(config)) {
      return SchemaReader.read(lease.connection().databaseClient())
          .findTable(SampleRows.TABLE)
          .orElseThrow();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
