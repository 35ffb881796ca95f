package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.failure.FailedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.PAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that reference rows of their own table, or of a table that references theirs. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Employee (Id INT64 NOT NULL, ManagerId INT64, Name STRING(9),
        CONSTRAINT FK_Manager FOREIGN KEY (ManagerId) REFERENCES Employee (Id)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Badge (Id INT64 NOT NULL, BadgeId INT64 NOT NULL, Name STRING(9))
        PRIMARY KEY (Id, BadgeId), INTERLEAVE IN PARENT Employee ON DELETE CASCADE
      """,
      "CREATE TABLE Author (Id INT64 NOT NULL, BestBook INT64, Name STRING(9)) PRIMARY KEY (Id)",
      """
      CREATE TABLE Book (Id INT64 NOT NULL, AuthorId INT64, Name STRING(9),
        CONSTRAINT FK_Author FOREIGN KEY (AuthorId) REFERENCES Author (Id)) PRIMARY KEY (Id)
      """,
      """
      ALTER TABLE Author ADD CONSTRAINT FK_Book FOREIGN KEY (BestBook) REFERENCES Book (Id)
      """,
      """
      CREATE TABLE Unnamed (Id STRING(36) DEFAULT (GENERATE_UUID()), Name STRING(9))
        PRIMARY KEY (Id)
      """
    })
@CountRequests
class WriteRowsReferencesIT {
  private static final String BAD = "longer than nine";

  private final ConnectionConfig config;

  /** Buffers of 20 kB, which about 150 rows fill; a connection of its own. */
  private final ConnectionConfig smallBuffers;

  WriteRowsReferencesIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
    smallBuffers = config.withChannels(3).withBufferBytes(40_000);
  }

  private static Mutation row(String table, String reference, long id, Long to, String name) {
    return Mutation.newInsertOrUpdateBuilder(table)
        .set("Id")
        .to(id)
        .set(reference)
        .to(to)
        .set("Name")
        .to(name)
        .build();
  }

  private static Mutation employee(long id, Long managerId) {
    return row("Employee", "ManagerId", id, managerId, "n" + id);
  }

  private static Mutation badge(long id) {
    return row("Badge", "BadgeId", id, 1L, "n" + id);
  }

  private static Mutation unnamed(String name) {
    return Mutation.newInsertBuilder("Unnamed").set("Name").to(name).build();
  }

  private List<String> query(String sql) throws InterruptedException {
    List<String> values = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(config);
        var rows =
            lease.connection().databaseClient().singleUse().executeQuery(Statement.of(sql))) {
      while (rows.next()) {
        values.add(rows.getValue(0).getAsString());
      }
    }
    return values;
  }

  /** Writes the rows in one bundle; asserts which of them fail. */
  private void write(List<Mutation> rows, List<Mutation> failing) {
    write(config, rows, failing);
  }

  private static void write(ConnectionConfig config, List<Mutation> rows, List<Mutation> failing) {
    var pipeline = PacedDirectRunner.newPipeline();
    var failed = OneBundle.of(pipeline, rows).apply(WriteRows.to(config)).getFailed();
    PAssert.that(failed)
        .satisfies(
            failures -> {
              assertThat(failures)
                  .extracting(FailedRecord::getElement)
                  .containsExactlyInAnyOrderElementsOf(failing);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  /** A shape of 1,000 rows that reference each other, and how many of them cannot be written. */
  private record Shape(String name, List<Mutation> rows, List<Mutation> failing) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    shapes.add(shape("flat", id -> employee(id, null), 300, 700));
    shapes.add(shape("tree", id -> employee(id, id < 10 ? null : (Long) (id / 10)), 555, 999));
    shapes.add(shape("chain", id -> employee(id, id == 0 ? null : (Long) (id - 1)), 998));
    shapes.add(shape("reversed chain", id -> employee(id, id == 999 ? null : (Long) (id + 1)), 1));
    shapes.add(
        shape(
            "cycles",
            id -> row("Author", "BestBook", id, id, "n" + id),
            id -> row("Book", "AuthorId", id, id, "n" + id),
            200));
    shapes.add(
        shape(
            "mixed", id -> employee(id, id < 10 ? null : (Long) (id / 10)), id -> badge(id), 444));
    List<Mutation> keyless = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      keyless.add(unnamed(i == 77 ? BAD : "n" + i));
    }
    shapes.add(new Shape("keyless", keyless, List.of(keyless.get(77))));
    return shapes.stream();
  }

  private interface RowOf {
    Mutation of(long id);
  }

  /** Rows of one table, of which those with these ids have a bad name. */
  private static Shape shape(String name, RowOf row, long... bad) {
    List<Mutation> rows = new ArrayList<>();
    List<Mutation> failing = new ArrayList<>();
    for (long id = 0; id < 1_000; id++) {
      Mutation good = row.of(id);
      if (contains(bad, id)) {
        failing.add(withBadName(good));
      }
      rows.add(contains(bad, id) ? withBadName(good) : good);
    }
    // The rows that depend on a bad one.
    for (Mutation candidate : rows) {
      for (Mutation cause : List.copyOf(failing)) {
        if (!failing.contains(candidate)
            && candidate.getTable().equals("Employee")
            && candidate.asMap().get("ManagerId").equals(cause.asMap().get("Id"))) {
          failing.add(candidate);
        }
      }
    }
    Collections.shuffle(rows, new Random(5));
    return new Shape(name, rows, failing);
  }

  /** Rows of two tables with the same ids, of which the second row of some has a bad name. */
  private static Shape shape(String name, RowOf first, RowOf second, long... bad) {
    List<Mutation> rows = new ArrayList<>();
    List<Mutation> failing = new ArrayList<>();
    for (long id = 0; id < 500; id++) {
      rows.add(first.of(id));
      Mutation other = second.of(id);
      if (contains(bad, id)) {
        other = withBadName(other);
        failing.add(other);
        if (other.getTable().equals("Book")) {
          failing.add(first.of(id));
        }
      }
      rows.add(other);
    }
    Collections.shuffle(rows, new Random(5));
    return new Shape(name, rows, failing);
  }

  private static boolean contains(long[] ids, long id) {
    return Arrays.stream(ids).anyMatch(bad -> bad == id);
  }

  private static Mutation withBadName(Mutation row) {
    Mutation.WriteBuilder bad = Mutation.newInsertOrUpdateBuilder(row.getTable());
    row.asMap()
        .forEach(
            (column, value) -> {
              if (column.equals("Name")) {
                bad.set(column).to(BAD);
              } else {
                bad.set(column).to(value);
              }
            });
    return bad.build();
  }

  /**
   * The emulator has no BatchWrite, so bad rows are found by commits: about log2(500) = 9 for each,
   * twice at most, besides the batches themselves.
   */
  @ParameterizedTest
  @MethodSource("shapes")
  void inEveryShapeABadRowCostsCommitsByTheLogarithm(Shape shape, SpannerEmulator emulator)
      throws Exception {
    var before = emulator.requests();
    write(shape.rows(), shape.failing());

    long commits = emulator.requests().since(before).of("Commit");
    assertThat(commits).isLessThanOrEqualTo(10 + 20L * shape.failing().size());
    long written =
        query(
                """
                SELECT (SELECT COUNT(*) FROM Employee) + (SELECT COUNT(*) FROM Badge)
                  + (SELECT COUNT(*) FROM Author) + (SELECT COUNT(*) FROM Book)
                  + (SELECT COUNT(*) FROM Unnamed)
                """)
            .stream()
            .mapToLong(Long::parseLong)
            .sum();
    assertThat(written).isEqualTo(shape.rows().size() - shape.failing().size());
  }

  @Test
  void aRowMayComeBeforeTheRowItReferencesBeyondTheBuffer() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    rows.add(badge(1));
    rows.add(employee(1, 50_000L));
    rows.add(employee(2, 60_000L));
    for (long id = 100; id < 700; id++) {
      rows.add(employee(id, null));
    }
    rows.add(employee(50_000, null));
    write(smallBuffers, rows, List.of(employee(2, 60_000L)));
    assertThat(query("SELECT Id FROM Employee WHERE Id < 100")).containsExactly("1");
    assertThat(query("SELECT Id FROM Badge")).containsExactly("1");
  }

  @Test
  void ofTwoMutationsOfOneKeyTheLaterWinsEvenIfTheEarlierHasToWait() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    rows.add(row("Employee", "ManagerId", 1, 50_000L, "first"));
    for (long id = 100; id < 700; id++) {
      rows.add(employee(id, null));
    }
    rows.add(row("Employee", "ManagerId", 1, null, "second"));
    rows.add(employee(50_000, null));
    write(smallBuffers, rows, List.of());
    assertThat(query("SELECT Name FROM Employee WHERE Id = 1")).containsExactly("second");
  }

  @Test
  void ofTwoMutationsOfOneKeyTheLaterWinsEvenIfItHasToWait() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    rows.add(row("Employee", "ManagerId", 1, null, "first"));
    rows.add(row("Employee", "ManagerId", 1, 50_000L, "second"));
    for (long id = 100; id < 700; id++) {
      rows.add(employee(id, null));
    }
    rows.add(employee(50_000, null));
    write(smallBuffers, rows, List.of());
    assertThat(query("SELECT Name FROM Employee WHERE Id = 1")).containsExactly("second");
  }

  @Test
  void ofTwoMutationsOfOneKeyInOneBatchTheEarlierIsNotWrittenAfterTheLater() throws Exception {
    Mutation first = row("Employee", "ManagerId", 1, 60_000L, "first");
    Mutation second = row("Employee", "ManagerId", 1, null, "second");
    Mutation bad = withBadName(employee(2, null));
    write(List.of(first, second, bad), List.of(first, bad));
    assertThat(query("SELECT Name FROM Employee WHERE Id = 1")).containsExactly("second");
  }

  @Test
  void aRowThatWaitsIsNotWrittenAfterALaterDeleteOfItsKey() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    Mutation waiting = employee(1, 50_000L);
    rows.add(waiting);
    for (long id = 100; id < 700; id++) {
      rows.add(employee(id, null));
    }
    rows.add(Mutation.delete("Employee", Key.of(1L)));
    rows.add(employee(50_000, null));
    write(smallBuffers, rows, List.of(waiting));
    assertThat(query("SELECT Id FROM Employee WHERE Id < 100")).isEmpty();
  }

  @Test
  void rowsThatReferenceEachOtherAreDeletedInWhateverOrderTheyCome() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    List<Mutation> deletes = new ArrayList<>();
    for (long id = 0; id < 1_200; id++) {
      rows.add(employee(id, id == 0 ? null : (Long) (id - 1)));
      deletes.add(Mutation.delete("Employee", Key.of(id)));
    }
    write(rows, List.of());
    write(deletes, List.of());
    assertThat(query("SELECT Id FROM Employee")).isEmpty();
  }
}
