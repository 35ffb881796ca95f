package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SpannerEmulatorExtension.class)
class RangeBisectionIT {
  private static final int ROWS = 20_000;

  @Test
  void findsOneRowAmongManyWithFewQueries(SpannerEmulator emulator) throws InterruptedException {
    try (TwoDatabases databases =
        TwoDatabases.of(
            emulator,
            Dialect.GOOGLE_STANDARD_SQL,
            "CREATE TABLE T (K INT64, V STRING(MAX)) PRIMARY KEY (K)")) {
      List<Mutation> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        rows.add(row(i, "value " + i));
      }
      databases.writeBoth(rows);
      TableComparison table = databases.table("T");

      var equal = new ComparisonWork();
      assertThat(databases.differences(table, equal)).isEmpty();
      assertThat(equal.checksumQueries).isEqualTo(2);
      assertThat(equal.rowsRead).isZero();

      TwoDatabases.write(databases.actual(), List.of(row(7_777, "another")));
      var work = new ComparisonWork();
      List<RowDifference> differences = new ArrayList<>();
      RowCounts counts = databases.compare(table, work, differences);

      assertThat(counts).isEqualTo(new RowCounts(ROWS, ROWS));
      assertThat(differences)
          .extracting(RowDifference::getKind, RowDifference::getKey)
          .containsExactly(tuple(RowDifference.Kind.CHANGED, Key.of(7_777L)));
      // The whole table, then one or two levels: log32(20,000 / 500) is 1.06.
      assertThat(work.checksumQueries).isBetween(4L, 6L);
      assertThat(work.keyQueries).isBetween(1L, 2L);
      assertThat(work.rangesRead).isEqualTo(1);
      assertThat(work.rowsRead).isLessThanOrEqualTo(2 * RangeBisection.MAX_ROWS_READ);
    }
  }

  @Test
  void findsMissingAndExtraRowsAtTheEnds(SpannerEmulator emulator) throws InterruptedException {
    try (TwoDatabases databases =
        TwoDatabases.of(
            emulator,
            Dialect.POSTGRESQL,
            "CREATE TABLE \"T\" (\"K\" bigint PRIMARY KEY, \"V\" varchar)")) {
      List<Mutation> rows = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        rows.add(row(i, "value " + i));
      }
      databases.writeBoth(rows);
      TwoDatabases.write(
          databases.actual(),
          List.of(
              Mutation.delete("T", KeySet.singleKey(Key.of(0L))),
              Mutation.delete("T", KeySet.singleKey(Key.of(2_999L))),
              row(-1, null),
              row(5_000, "")));

      assertThat(databases.differences(databases.table("T"), new ComparisonWork()))
          .extracting(RowDifference::toString, RowDifference::getKey)
          .containsExactly(
              tuple("T EXTRA []", Key.of(-1L)),
              tuple("T MISSING []", Key.of(0L)),
              tuple("T MISSING []", Key.of(2_999L)),
              tuple("T EXTRA []", Key.of(5_000L)));
    }
  }

  /** On an emulator a value of a query, such as the text of a row, has at most 1 MiB. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void rowsThatAreTooLargeForAChecksumAreRead(Dialect dialect, SpannerEmulator emulator)
      throws InterruptedException {
    String ddl =
        dialect == Dialect.POSTGRESQL
            ? "CREATE TABLE \"T\" (\"K\" bigint PRIMARY KEY, \"V\" varchar, \"A\" varchar[])"
            : "CREATE TABLE T (K INT64, V STRING(MAX), A ARRAY<STRING(MAX)>) PRIMARY KEY (K)";
    try (TwoDatabases databases = TwoDatabases.of(emulator, dialect, ddl)) {
      for (String column : List.of("V", "A")) {
        databases.writeBoth(
            List.of(Mutation.delete("T", KeySet.all()), large(column), row(2, "b")));
        TwoDatabases.write(databases.actual(), List.of(row(2, "c")));
        var work = new ComparisonWork();

        assertThat(databases.differences(databases.table("T"), work))
            .extracting(RowDifference::toString, RowDifference::getKey)
            .containsExactly(tuple("T CHANGED [1]", Key.of(2L)));
        assertThat(work.rangesRead).isEqualTo(1);
      }
    }
  }

  private static Mutation large(String column) {
    String text = "x".repeat(700_000);
    Mutation.WriteBuilder row = Mutation.newInsertBuilder("T").set("K").to(1);
    return (column.equals("V")
            ? row.set("V").to(text + text)
            : row.set("A").toStringArray(List.of(text, text, text)))
        .build();
  }

  private static Mutation row(long key, String value) {
    return Mutation.newInsertOrUpdateBuilder("T").set("K").to(key).set("V").to(value).build();
  }
}
