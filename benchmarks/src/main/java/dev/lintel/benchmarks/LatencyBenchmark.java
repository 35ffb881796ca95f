package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.LookupLimits;
import dev.lintel.transforms.LookupRows;
import dev.lintel.transforms.WhenMissing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;

/**
 * Measures how much several requests in flight help with a slow server: LookupRows with one key a
 * request, against a mock server that answers after 10 ms. Prints the table of {@code
 * docs/benchmarks.md} to the standard output.
 */
public final class LatencyBenchmark {
  private static final int LATENCY_MILLIS = 10;

  /** Lookups for each buffered element, enough for every line to take seconds. */
  private static final int LOOKUPS_AN_ELEMENT = 500;

  /** Beyond this, more elements cause no more requests at a time, and need no more lookups. */
  private static final int MAX_ELEMENTS = 50;

  private static final double NANOS_A_SECOND = 1e9;

  private static final DatabaseSchema SCHEMA =
      DdlScript.parse("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private LatencyBenchmark() {}

  public static void main(String[] args) throws IOException {
    QuietLogging.onlyErrors();
    MeasurementReport.load("before", System.err);
    var table =
        new MarkdownTable(
            "elements held at a time", "bound", "requests under way", "lookups/s", "ratio");
    try (MockSpannerServer server = MockSpannerServer.start()) {
      server
          .service()
          .putStatementResult(
              StatementResult.read("T", KeySet.singleKey(Key.of()), List.of("Id"), nothing()));
      ConnectionConfig one = server.newDatabase();
      ConnectionConfig two = server.newDatabase().withChannels(2);
      // To warm up, without the latency.
      lookUp(one, 10, 5_000);
      lookUp(two, 10, 5_000);
      server
          .service()
          .setStreamingReadExecutionTime(
              SimulatedExecutionTime.ofMinimumAndRandomTime(LATENCY_MILLIS, 0));
      double first = 0;
      for (int maxElements : new int[] {1, 2, 5, 10, 25, 50, 100}) {
        double rate = add(table, server, one, maxElements, first);
        first = first == 0 ? rate : first;
      }
      add(table, server, two, 50, first);
      add(table, server, two, 100, first);
    }
    System.out.println(table);
    MeasurementReport.load("after", System.err);
  }

  private static double add(
      MarkdownTable table,
      MockSpannerServer server,
      ConnectionConfig config,
      int maxElements,
      double first) {
    int count = Math.min(maxElements, MAX_ELEMENTS) * LOOKUPS_AN_ELEMENT;
    int unused = server.mostReadsInFlight();
    long start = System.nanoTime();
    lookUp(config, maxElements, count);
    double rate = count / ((System.nanoTime() - start) / NANOS_A_SECOND);
    table.add(
        String.valueOf(maxElements),
        String.valueOf(config.maxRequestsInFlight()),
        String.valueOf(server.mostReadsInFlight()),
        String.format(Locale.ROOT, "%,.0f", rate),
        String.format(Locale.ROOT, "%.1f", first == 0 ? 1 : rate / first));
    return rate;
  }

  private static void lookUp(ConnectionConfig config, int maxElements, int count) {
    Pipeline pipeline = RunnerChecks.OFF.newPipeline();
    var found =
        pipeline
            .apply("Keys", new SampleKeys(count))
            .apply(
                "Look up",
                LookupRows.<Long>from(config)
                    .withTable("T")
                    .withColumns("Id")
                    .withKeys(key -> List.of(Key.of(key)))
                    .withSchema(SCHEMA)
                    .withLimits(new LookupLimits(/* maxKeys= */ 1, maxElements))
                    .withWhenMissing(WhenMissing.EMPTY))
            .getFound();
    long rows = CountedRows.of(pipeline, found);
    if (rows != count) {
      throw new IllegalStateException("Of " + count + " lookups only " + rows + " gave a result");
    }
  }

  private static ResultSet nothing() {
    return ResultSet.newBuilder()
        .setMetadata(
            ResultSetMetadata.newBuilder()
                .setRowType(
                    StructType.newBuilder()
                        .addFields(
                            StructType.Field.newBuilder()
                                .setName("Id")
                                .setType(Type.newBuilder().setCode(TypeCode.INT64)))))
        .build();
  }
}
