package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.failure.FailedRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Parent (Id INT64 NOT NULL, Name STRING(5)) PRIMARY KEY (Id)",
      """
      CREATE TABLE Child (Id INT64 NOT NULL, ChildId INT64 NOT NULL) PRIMARY KEY (Id, ChildId),
        INTERLEAVE IN PARENT Parent ON DELETE NO ACTION
      """,
      """
      CREATE TABLE Visit (Id INT64 NOT NULL, ParentId INT64,
        CONSTRAINT FK_Visit FOREIGN KEY (ParentId) REFERENCES Parent (Id)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Employee (Id INT64 NOT NULL, ManagerId INT64,
        CONSTRAINT FK_Manager FOREIGN KEY (ManagerId) REFERENCES Employee (Id)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Badge (Id INT64 NOT NULL, BadgeId INT64 NOT NULL) PRIMARY KEY (Id, BadgeId),
        INTERLEAVE IN PARENT Employee ON DELETE CASCADE
      """,
      "CREATE UNIQUE INDEX ParentByName ON Parent (Name)"
    })
class WriteRowsIT {
  private final ConnectionConfig config;

  WriteRowsIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  private static Mutation parent(long id, String name) {
    return Mutation.newInsertOrUpdateBuilder("Parent")
        .set("Id")
        .to(id)
        .set("Name")
        .to(name)
        .build();
  }

  private static Mutation child(long id, long childId) {
    return Mutation.newInsertOrUpdateBuilder("Child")
        .set("Id")
        .to(id)
        .set("ChildId")
        .to(childId)
        .build();
  }

  private static Mutation visit(long id, Long parentId) {
    return Mutation.newInsertOrUpdateBuilder("Visit")
        .set("Id")
        .to(id)
        .set("ParentId")
        .to(parentId)
        .build();
  }

  private static Mutation employee(long id, Long managerId) {
    return Mutation.newInsertOrUpdateBuilder("Employee")
        .set("Id")
        .to(id)
        .set("ManagerId")
        .to(managerId)
        .build();
  }

  private List<Long> ids(String sql) throws InterruptedException {
    List<Long> ids = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(config);
        var rows =
            lease.connection().databaseClient().singleUse().executeQuery(Statement.of(sql))) {
      while (rows.next()) {
        ids.add(rows.getLong(0));
      }
    }
    return ids;
  }

  /** Some hundred rows fill a buffer; a connection of its own. */
  private ConnectionConfig withSmallBuffers() {
    return config.withChannels(3).withBufferBytes(100_000);
  }

  private WriteRowsResult write(Pipeline pipeline, List<Mutation> rows) {
    return OneBundle.of(pipeline, rows).apply(WriteRows.to(config));
  }

  @Test
  @CountRequests
  void oneBadRowAmongFiveHundredCostsAtMostTwentyCommits(SpannerEmulator emulator)
      throws Exception {
    List<Mutation> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(parent(i, i == 333 ? "toolong" : "n" + i));
    }
    var pipeline = Pipeline.create();
    var result = write(pipeline, rows);
    PAssert.that(result.getFailed())
        .satisfies(
            failures -> {
              assertThat(failures)
                  .singleElement()
                  .satisfies(
                      failure -> {
                        assertThat(failure.getTable()).isEqualTo("Parent");
                        assertThat(failure.getElement()).isEqualTo(parent(333, "toolong"));
                        assertThat(failure.getErrorCode()).isEqualTo(ErrorCode.FAILED_PRECONDITION);
                        assertThat(failure.getMessage()).contains("Name").contains("exceeds");
                      });
              return null;
            });
    var before = emulator.requests();
    pipeline.run().waitUntilFinish();

    assertThat(emulator.requests().since(before).of("Commit")).isBetween(2L, 20L);
    assertThat(ids("SELECT Id FROM Parent")).hasSize(499).doesNotContain(333L);
  }

  @Test
  @CountRequests
  void badRowsThatTheSchemaShowsCostOneCommitEach(SpannerEmulator emulator) throws Exception {
    List<Mutation> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(parent(i, i % 100 == 33 ? "toolong" : "n" + i));
    }
    var pipeline = Pipeline.create();
    var failed = write(pipeline, rows).getFailed();
    PAssert.that(failed)
        .satisfies(
            failures -> {
              assertThat(failures)
                  .hasSize(5)
                  .allSatisfy(failure -> assertThat(failure.getMessage()).contains("exceeds"));
              return null;
            });
    var before = emulator.requests();
    pipeline.run().waitUntilFinish();

    assertThat(emulator.requests().since(before).of("Commit"))
        .as("all, the five bad rows, the others; once more before BatchWrite is known to lack")
        .isBetween(7L, 8L);
    assertThat(ids("SELECT Id FROM Parent")).hasSize(495).doesNotContain(33L, 433L);
  }

  @Test
  @CountRequests
  void badRowsThatTheMessageQuotesCostTwoCommitsEach(SpannerEmulator emulator) throws Exception {
    List<Mutation> rows = new ArrayList<>();
    rows.add(parent(1, "a"));
    for (int i = 0; i < 300; i++) {
      rows.add(visit(i, i % 100 == 33 ? 1_000L + i : 1L));
    }
    var pipeline = Pipeline.create();
    var failed = write(pipeline, rows).getFailed();
    PAssert.that(failed)
        .satisfies(
            failures -> {
              assertThat(failures)
                  .hasSize(3)
                  .allSatisfy(failure -> assertThat(failure.getMessage()).contains("FK_Visit"));
              return null;
            });
    var before = emulator.requests();
    pipeline.run().waitUntilFinish();

    assertThat(emulator.requests().since(before).of("Commit"))
        .as("all, the parent, the visits, then each bad one and the others")
        .isBetween(7L, 10L);
    assertThat(ids("SELECT Id FROM Visit")).hasSize(297).doesNotContain(33L, 133L, 233L);
  }

  @Test
  void everyKindOfBadRowIsReportedWithItsReason() throws Exception {
    var pipeline = Pipeline.create();
    var result =
        write(
            pipeline,
            List.of(
                parent(1, "a"),
                parent(2, "a"),
                child(9, 1),
                visit(1, 9L),
                visit(2, 1L),
                Mutation.newInsertOrUpdateBuilder("Nowhere").set("Id").to(1).build(),
                Mutation.newInsertOrUpdateBuilder("Parent").set("Nope").to(1).build()));
    PAssert.that(result.getFailed())
        .satisfies(
            failures -> {
              assertThat(failures)
                  .extracting(FailedRecord::getTable, FailedRecord::getErrorCode)
                  .containsExactlyInAnyOrder(
                      tuple("Parent", ErrorCode.ALREADY_EXISTS),
                      tuple("Child", ErrorCode.NOT_FOUND),
                      tuple("Visit", ErrorCode.FAILED_PRECONDITION),
                      tuple("Nowhere", ErrorCode.NOT_FOUND),
                      tuple("Parent", ErrorCode.NOT_FOUND));
              assertThat(failures)
                  .filteredOn(failure -> failure.getTable().equals("Visit"))
                  .singleElement()
                  .satisfies(failure -> assertThat(failure.getMessage()).contains("FK_Visit"));
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT Id FROM Visit")).containsExactly(2L);
  }

  @Test
  void parentsComeBeforeChildrenAndReferencedBeforeReferencing() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    for (long i = 0; i < 1_500; i++) {
      rows.add(parent(i, "n" + i));
      rows.add(child(i, 1));
      rows.add(visit(i, i));
    }
    Collections.shuffle(rows, new Random(1));
    var pipeline = Pipeline.create();
    PAssert.that(write(pipeline, rows).getFailed()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT COUNT(*) FROM Child UNION ALL SELECT COUNT(*) FROM Visit"))
        .containsExactly(1_500L, 1_500L);
  }

  @Test
  void rowsMayReferenceLaterRowsOfTheirOwnTable() throws Exception {
    // Every manager has a higher id and so comes later in key order.
    List<Mutation> rows = new ArrayList<>();
    for (long i = 0; i < 1_200; i++) {
      rows.add(employee(i, i == 1_199 ? null : i + 1));
    }
    var pipeline = Pipeline.create();
    PAssert.that(write(pipeline, rows).getFailed()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT COUNT(*) FROM Employee")).containsExactly(1_200L);
  }

  @Test
  void aBadReferenceWithinATableCostsOnlyItself() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    for (long i = 0; i < 20; i++) {
      rows.add(employee(i, i == 19 ? null : i + 1));
    }
    rows.add(employee(50, 60L));
    var pipeline = Pipeline.create();
    PAssert.that(write(pipeline, rows).getFailed())
        .satisfies(
            failures -> {
              assertThat(failures)
                  .extracting(FailedRecord::getElement)
                  .containsExactly(employee(50, 60L));
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT COUNT(*) FROM Employee")).containsExactly(20L);
  }

  @Test
  void mutationsOfOneKeyAreAppliedInTheirOrder() throws Exception {
    var pipeline = Pipeline.create();
    var result =
        write(
            pipeline,
            List.of(
                parent(1, "first"),
                parent(2, "stays"),
                parent(1, "then"),
                Mutation.delete("Parent", Key.of(1L)),
                parent(3, "x"),
                Mutation.delete("Parent", KeySet.singleKey(Key.of(3L))),
                parent(3, "last")));
    PAssert.that(result.getFailed()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT Id FROM Parent ORDER BY Id")).containsExactly(2L, 3L);
    assertThat(ids("SELECT Id FROM Parent WHERE Name = 'last'")).containsExactly(3L);
  }

  @Test
  void windowsAndTimestampsAreKeptInStreaming() throws Exception {
    var start = Instant.EPOCH;
    var stream =
        TestStream.create(MutationCoder.of())
            .advanceWatermarkTo(start)
            .addElements(
                TimestampedValue.of(parent(1, "a"), start),
                TimestampedValue.of(parent(2, "toolong"), start.plus(Duration.standardSeconds(70))))
            .advanceWatermarkToInfinity();
    var pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(stream)
            .apply(Window.into(FixedWindows.of(Duration.standardMinutes(1))))
            .apply(WriteRows.to(config));
    PAssert.that(result.getWritten())
        .inWindow(new IntervalWindow(start, Duration.standardMinutes(1)))
        .containsInAnyOrder(parent(1, "a"));
    PAssert.that(result.getFailed())
        .inWindow(
            new IntervalWindow(
                start.plus(Duration.standardMinutes(1)), Duration.standardMinutes(1)))
        .satisfies(
            failures -> {
              assertThat(failures)
                  .extracting(FailedRecord::getElement)
                  .containsExactly(parent(2, "toolong"));
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT Id FROM Parent")).containsExactly(1L);
  }

  @Test
  void aBundleLargerThanTheBufferIsWrittenCompletely() throws Exception {
    int count = 2_000;
    var rows = IntStream.range(0, count).mapToObj(i -> visit(i, null)).toList();
    var pipeline = Pipeline.create();
    var result = OneBundle.of(pipeline, rows).apply(WriteRows.to(withSmallBuffers()));
    PAssert.thatSingleton(result.getWritten().apply(Count.globally())).isEqualTo((long) count);
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT COUNT(*) FROM Visit")).containsExactly((long) count);
  }

  @Test
  void aBundleLargerThanTheBufferMayHoldTimestampsInAnyOrder() throws Exception {
    // The first buffer is written and output while the second is collected.
    int count = 2_000;
    var rows = IntStream.range(0, count).mapToObj(i -> visit(i, null)).toList();
    var pipeline = Pipeline.create();
    var result =
        OneBundle.of(pipeline, rows)
            .apply(
                WithTimestamps.of(
                    (Mutation row) -> Instant.ofEpochMilli(row.asMap().get("Id").getInt64())))
            .apply(WriteRows.to(withSmallBuffers()));
    PAssert.thatSingleton(result.getWritten().apply(Count.globally())).isEqualTo((long) count);
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT COUNT(*) FROM Visit")).containsExactly((long) count);
  }

  @Test
  void rowsMayReferenceRowsThatWaitForOthersOfTheirOwnTable() throws Exception {
    // All batches of employees but the last depend on the next batch, and their badges on them.
    List<Mutation> rows = new ArrayList<>();
    for (long i = 0; i < 1_200; i++) {
      rows.add(employee(i, i == 1_199 ? null : i + 1));
      rows.add(
          Mutation.newInsertOrUpdateBuilder("Badge").set("Id").to(i).set("BadgeId").to(1).build());
    }
    var pipeline = Pipeline.create();
    PAssert.that(write(pipeline, rows).getFailed()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(ids("SELECT COUNT(*) FROM Employee UNION ALL SELECT COUNT(*) FROM Badge"))
        .containsExactly(1_200L, 1_200L);
  }
}
