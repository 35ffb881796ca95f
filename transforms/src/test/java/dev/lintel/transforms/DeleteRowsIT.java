package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.failure.FailedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Parent (Id INT64 NOT NULL, Name STRING(20), Age INT64) PRIMARY KEY (Id)",
      """
      CREATE TABLE Child (Id INT64 NOT NULL, ChildId INT64 NOT NULL) PRIMARY KEY (Id, ChildId),
        INTERLEAVE IN PARENT Parent ON DELETE CASCADE
      """,
      "CREATE INDEX ChildById ON Child (ChildId)",
      """
      CREATE TABLE Kept (Id INT64 NOT NULL, KeptId INT64 NOT NULL) PRIMARY KEY (Id, KeptId),
        INTERLEAVE IN PARENT Parent ON DELETE NO ACTION
      """,
      """
      CREATE TABLE Employee (Id INT64 NOT NULL, ManagerId INT64,
        CONSTRAINT FK_Manager FOREIGN KEY (ManagerId) REFERENCES Employee (Id)) PRIMARY KEY (Id)
      """,
      "CREATE TABLE Single (Value INT64) PRIMARY KEY ()"
    })
class DeleteRowsIT {
  private final ConnectionConfig config;

  DeleteRowsIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  @BeforeEach
  void empty() throws InterruptedException {
    for (String table : List.of("Kept", "Child", "Parent", "Employee", "Single")) {
      write(Mutation.delete(table, KeySet.all()));
    }
  }

  private void write(Mutation... rows) throws InterruptedException {
    write(List.of(rows));
  }

  private void write(List<Mutation> rows) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      lease.connection().databaseClient().write(rows);
    }
  }

  private static Mutation parent(long id, String name, long age) {
    return Mutation.newInsertOrUpdateBuilder("Parent")
        .set("Id")
        .to(id)
        .set("Name")
        .to(name)
        .set("Age")
        .to(age)
        .build();
  }

  private static Mutation below(String table, String column, long id, long childId) {
    return Mutation.newInsertOrUpdateBuilder(table)
        .set("Id")
        .to(id)
        .set(column)
        .to(childId)
        .build();
  }

  private static Mutation employee(long id, Long manager) {
    return Mutation.newInsertOrUpdateBuilder("Employee")
        .set("Id")
        .to(id)
        .set("ManagerId")
        .to(manager)
        .build();
  }

  private List<Long> numbers(String sql) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(config);
        var rows =
            lease.connection().databaseClient().singleUse().executeQuery(Statement.of(sql))) {
      while (rows.next()) {
        numbers.add(rows.getLong(0));
      }
    }
    return numbers;
  }

  private static List<Key> keys(long... ids) {
    return LongStream.of(ids).mapToObj(Key::of).toList();
  }

  private DeleteRows parents() {
    return DeleteRows.from(config).withTable("parent");
  }

  @Test
  void aRowIsDeletedOnlyIfItMeetsTheCondition() throws Exception {
    write(parent(1, "a", 10), parent(2, "b", 20), parent(3, null, 30), parent(4, "d", 40));
    var result =
        Deletion.of(
            parents().withCondition("Age > 15 AND Parent.Name <> 'd' -- old"), keys(4, 3, 2, 1, 9));
    assertThat(result.deleted).isEqualTo(keys(2));
    assertThat(result.changed).containsExactlyElementsOf(keys(1, 3, 4, 9));
    assertThat(result.failed).isEmpty();
    assertThat(numbers("SELECT Id FROM Parent ORDER BY Id")).containsExactly(1L, 3L, 4L);
  }

  @Test
  void withoutAConditionOnlyKeysWithoutARowAreChanged_alsoIfTheyComeTwice() throws Exception {
    write(parent(1, "a", 10), parent(2, "b", 20));
    var result = Deletion.of(parents(), keys(2, 1, 3, 2));
    assertThat(result.deleted).isEqualTo(keys(1, 2));
    assertThat(result.changed).containsExactlyInAnyOrderElementsOf(keys(2, 3));
    assertThat(numbers("SELECT Id FROM Parent")).isEmpty();
  }

  @Test
  void aKeyThatComesTwiceIsRejectedTwice() throws Exception {
    write(parent(1, "a", 10), parent(2, "b", 20), below("Kept", "KeptId", 1, 1));
    var result = Deletion.of(parents(), keys(1, 2, 1));
    assertThat(result.deleted).isEqualTo(keys(2));
    assertThat(result.changed).as("keys whose row is gone").isEmpty();
    assertThat(result.failed)
        .extracting(FailedRecord::getElement)
        .containsExactlyElementsOf(keys(1, 1));
  }

  @Test
  void theConditionMayReadOtherTables() throws Exception {
    write(parent(1, "a", 10), parent(2, "b", 20), below("Child", "ChildId", 2, 1));
    var result =
        Deletion.of(
            parents()
                .withCondition(
                    "NOT EXISTS (SELECT 1 FROM Child AS c WHERE c.Id = Parent.Id AND c.ChildId ="
                        + " 1)"),
            keys(1, 2));
    assertThat(result.deleted).isEqualTo(keys(1));
    assertThat(result.changed).isEqualTo(keys(2));
  }

  @Test
  void oneBadRowCostsOnlyItself() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(parent(i, "a", 10));
    }
    rows.add(below("Kept", "KeptId", 77, 1));
    rows.add(below("Kept", "KeptId", 150, 1));
    write(rows);
    var result =
        Deletion.of(parents().withCondition("Age = 10"), keys(LongStream.range(0, 200).toArray()));
    assertThat(result.deleted).hasSize(198).doesNotContain(Key.of(77), Key.of(150));
    assertThat(result.failed)
        .extracting(FailedRecord::getElement)
        .containsExactlyElementsOf(keys(77, 150));
    assertThat(result.failed)
        .allSatisfy(
            failure -> {
              assertThat(failure.getErrorCode()).isEqualTo(ErrorCode.FAILED_PRECONDITION);
              assertThat(failure.getMessage()).contains("Kept");
            });
    assertThat(numbers("SELECT Id FROM Parent ORDER BY Id")).containsExactly(77L, 150L);
    assertThat(result.commits).hasSizeLessThan(40);
  }

  @Test
  void keysThatAreNoKeysOfTheTableFailAlone() throws Exception {
    write(parent(1, "a", 10));
    var result = Deletion.of(parents(), List.of(Key.of(1, 2), Key.of(1), Key.of("one"), Key.of()));
    assertThat(result.deleted).isEqualTo(keys(1));
    assertThat(result.failed)
        .extracting(FailedRecord::getErrorCode)
        .containsOnly(ErrorCode.INVALID_ARGUMENT);
    assertThat(result.failed)
        .extracting(FailedRecord::getMessage)
        .containsExactly(
            "The key has 2 parts, but the primary key of Parent has 1: Id",
            "A part of the key is not of the type of Id, which is INT64",
            "The key has 0 parts, but the primary key of Parent has 1: Id");
  }

  @Test
  void aConditionThatTheDatabaseDoesNotUnderstandFailsTheBundle() throws Exception {
    write(parent(1, "a", 10));
    assertThatThrownBy(() -> Deletion.of(parents().withCondition("Height > 5"), keys(1)))
        .isInstanceOf(SpannerException.class)
        .hasMessageContaining("Height");
    assertThat(numbers("SELECT Id FROM Parent")).containsExactly(1L);
  }

  @Test
  void aConditionThatFailsForARowFailsThatRow() throws Exception {
    write(parent(1, "a", 10), parent(2, "b", 0), parent(3, "c", 5));
    var result = Deletion.of(parents().withCondition("DIV(10, Age) > 0"), keys(1, 2, 3));
    assertThat(result.deleted).isEqualTo(keys(1, 3));
    assertThat(result.failed)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getElement()).isEqualTo(Key.of(2));
              assertThat(failure.getErrorCode()).isEqualTo(ErrorCode.OUT_OF_RANGE);
            });
  }

  @Test
  void childrenThatAreDeletedAlongCountAgainstTheLimitOfACommit() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(parent(i, "a", 10));
      for (int c = 0; c < (i == 5 ? 0 : 20); c++) {
        rows.add(below("Child", "ChildId", i, c));
      }
    }
    write(rows);
    var result =
        Deletion.of(
            parents().withBatchLimits(BatchLimits.defaults().withMaxWeight(100)),
            keys(LongStream.range(0, 10).toArray()));
    assertThat(result.deleted).hasSize(10);
    // A row is 1, each child 2 with its index entry: two parents with children fit into a commit.
    assertThat(result.commits).hasSize(5);
    assertThat(numbers("SELECT COUNT(*) FROM Child")).containsExactly(0L);
  }

  @Test
  void rowsThatReferenceEachOtherAreDeletedInAnyOrderOfTheirKeys() throws Exception {
    write(employee(1, null), employee(2, 1L), employee(3, 2L), employee(5, null), employee(9, 5L));
    var result =
        Deletion.of(
            DeleteRows.from(config)
                .withTable("Employee")
                .withBatchLimits(BatchLimits.defaults().withMaxRows(1)),
            keys(1, 2, 3, 5));
    assertThat(result.deleted).containsExactlyInAnyOrderElementsOf(keys(1, 2, 3));
    // Row 9 stays, and references row 5.
    assertThat(result.failed).extracting(FailedRecord::getElement).containsExactly(Key.of(5));
  }

  @Test
  void theRowOfATableWithoutKeyColumnsIsDeleted() throws Exception {
    write(Mutation.newInsertOrUpdateBuilder("Single").set("Value").to(7).build());
    DeleteRows single = DeleteRows.from(config).withTable("Single");
    assertThat(Deletion.of(single.withCondition("Value = 8"), List.of(Key.of())).changed)
        .hasSize(1);
    assertThat(Deletion.of(single.withCondition("Value = 7"), List.of(Key.of())).deleted)
        .hasSize(1);
    assertThat(Deletion.of(single, List.of(Key.of())).changed).hasSize(1);
  }

  @Test
  void everyKeyKeepsItsWindowAndTimestamp() throws Exception {
    write(parent(1, "a", 10), parent(2, "b", 20), below("Kept", "KeptId", 2, 1));
    var pipeline = Pipeline.create();
    var keys =
        TestStream.create(dev.lintel.coders.KeyCoder.of())
            .addElements(
                TimestampedValue.of(Key.of(1), Instant.ofEpochMilli(1_000)),
                TimestampedValue.of(Key.of(2), Instant.ofEpochMilli(61_000)),
                TimestampedValue.of(Key.of(3), Instant.ofEpochMilli(121_000)))
            .advanceWatermarkToInfinity();
    var result =
        pipeline
            .apply(keys)
            .apply(Window.into(FixedWindows.of(Duration.standardMinutes(1))))
            .apply(parents());
    PAssert.that(result.getDeleted()).inWindow(minute(0)).containsInAnyOrder(Key.of(1));
    PAssert.that(result.getChanged()).inWindow(minute(2)).containsInAnyOrder(Key.of(3));
    PAssert.that(result.getFailed())
        .inWindow(minute(1))
        .satisfies(
            failures -> {
              assertThat(failures)
                  .singleElement()
                  .satisfies(
                      failure -> {
                        assertThat(failure.getTable()).isEqualTo("Parent");
                        assertThat(failure.getElement()).isEqualTo(Key.of(2));
                      });
              return null;
            });
    var run = pipeline.run();
    run.waitUntilFinish();
    assertThat(Counters.of(run, DeleteRows.class, "rows_deleted")).isEqualTo(1);
    assertThat(Counters.of(run, DeleteRows.class, "rows_changed")).isEqualTo(1);
    assertThat(Counters.of(run, DeleteRows.class, "rows_failed")).isEqualTo(1);
  }

  private static IntervalWindow minute(int number) {
    return new IntervalWindow(
        Instant.ofEpochMilli(number * 60_000L), Instant.ofEpochMilli((number + 1) * 60_000L));
  }
}
