package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.RequestCounts;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.schema.SchemaReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@SpannerDatabase(
    ddl =
        """
        CREATE TABLE Employee (Id INT64 NOT NULL, ManagerId INT64,
          CONSTRAINT FK_Manager FOREIGN KEY (ManagerId) REFERENCES Employee (Id)) PRIMARY KEY (Id)
        """)
class WriteDependentRowsIT {
  private final ConnectionConfig config;

  WriteDependentRowsIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  private static Mutation employee(long id, Long managerId) {
    return Mutation.newInsertOrUpdateBuilder("Employee")
        .set("Id")
        .to(id)
        .set("ManagerId")
        .to(managerId)
        .build();
  }

  /** Every employee works for the next one; the last for that one. */
  private static List<Mutation> chain(int length, Long last) {
    List<Mutation> rows = new ArrayList<>();
    for (long i = 0; i < length; i++) {
      rows.add(employee(i, i == length - 1 ? last : Long.valueOf(i + 1)));
    }
    return rows;
  }

  /** Writes the rows and returns how many are there. */
  private long write(List<Mutation> rows, long maxBytes, Long... rejected)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      var client = lease.connection().databaseClient();
      Pipeline pipeline = PacedDirectRunner.newPipeline();
      WriteRowsResult result =
          pipeline
              .apply(Create.of(rows).withCoder(MutationCoder.of()))
              .apply(
                  WriteDependentRows.like(
                          WriteRows.to(config).withSchema(SchemaReader.read(client)))
                      .withMaxBytes(maxBytes));
      PCollection<Long> failed =
          result
              .getFailed()
              .apply(
                  MapElements.into(TypeDescriptors.longs())
                      .via(failure -> failure.getElement().asMap().get("Id").getInt64()));
      PAssert.that(failed).containsInAnyOrder(rejected);
      pipeline.run().waitUntilFinish();
      try (var count =
          client.singleUse().executeQuery(Statement.of("SELECT COUNT(*) FROM Employee"))) {
        count.next();
        return count.getLong(0);
      }
    }
  }

  @Test
  @CountRequests
  void aChainInTheWorstOrderTakesAsManyCommitsAsOneInTheBest(SpannerEmulator emulator)
      throws Exception {
    RequestCounts before = emulator.requests();
    assertThat(write(chain(1500, null), 128L << 20)).isEqualTo(1500);
    assertThat(emulator.requests().since(before).of("Commit")).isEqualTo(3);
  }

  @Test
  @CountRequests
  void rowsThatAreNotOrderedAtOnceWaitForTheirParents(SpannerEmulator emulator) throws Exception {
    List<Mutation> rows = chain(8, null);
    long bytes = rows.stream().mapToLong(MutationBytes::estimate).sum();
    RequestCounts before = emulator.requests();
    assertThat(write(rows, bytes + 1)).isEqualTo(8);
    assertThat(emulator.requests().since(before).of("Commit"))
        .as("half of what may wait is ordered at once, so that these rows need two waves")
        .isGreaterThan(1);
  }

  @Test
  void rowsOfACircleAreWrittenTogether() throws Exception {
    assertThat(write(chain(700, 0L), 128L << 20)).isEqualTo(700);
  }

  @Test
  void onlyRowsWithoutTheirParentAreRejected() throws Exception {
    List<Mutation> rows = chain(5, 99L);
    rows.addAll(List.of(employee(20, 21L), employee(21, null)));
    assertThat(write(rows, 128L << 20, 0L, 1L, 2L, 3L, 4L)).isEqualTo(2);
  }

  /** Each row is in another window than the one that it references. */
  @Test
  void rowsOfAllWindowsAreOrderedTogether_andWrittenOnceWhateverTheTrigger() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      var client = lease.connection().databaseClient();
      Pipeline pipeline = PacedDirectRunner.newPipeline();
      WriteRowsResult result =
          pipeline
              .apply(Create.of(chain(10, null)).withCoder(MutationCoder.of()))
              .apply(
                  WithTimestamps.<Mutation>of(
                      row -> Instant.ofEpochSecond(60 * row.asMap().get("Id").getInt64())))
              .apply(
                  Window.<Mutation>into(FixedWindows.of(Duration.standardMinutes(1)))
                      .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                      .withAllowedLateness(Duration.ZERO)
                      .accumulatingFiredPanes())
              .apply(
                  WriteDependentRows.like(
                      WriteRows.to(config).withSchema(SchemaReader.read(client))));
      PAssert.that(result.getFailed()).empty();
      PAssert.that(result.getWritten().apply("Describe", ParDo.of(new DescribeRowFn())))
          .containsInAnyOrder(
              LongStream.range(0, 10)
                  .mapToObj(id -> id + " " + id * 60_000 + " " + (id * 60_000 + 59_999))
                  .toList());
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void anUnboundedInputIsRefused() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      var write =
          WriteDependentRows.like(
              WriteRows.to(config)
                  .withSchema(SchemaReader.read(lease.connection().databaseClient())));
      var rows =
          Pipeline.create()
              .apply(TestStream.create(MutationCoder.of()).advanceWatermarkToInfinity());
      assertThatThrownBy(() -> rows.apply(write))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a write of dependent rows needs a bounded input");
    }
  }
}
