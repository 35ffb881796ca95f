package dev.lintel.benchmarks;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import dev.lintel.compare.CompareTables;
import dev.lintel.compare.TableComparison;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import org.apache.beam.sdk.Pipeline;

/** Lintel's CompareTables with its defaults. */
record CompareTablesPipeline() implements RowComparer {

  @Override
  public long differences(EmulatorDatabase expected, EmulatorDatabase actual) {
    Pipeline pipeline = TunedPipeline.create();
    ConnectionConfig one = LintelConfig.of(expected);
    ConnectionConfig other = LintelConfig.of(actual);
    Timestamp now = Timestamp.now();
    var result =
        pipeline.apply(
            "Compare",
            CompareTables.between(one, other)
                .at(now, now)
                .withTable(
                    TableComparison.of(
                        Dialect.GOOGLE_STANDARD_SQL,
                        table(one),
                        Dialect.GOOGLE_STANDARD_SQL,
                        table(other))));
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
