package dev.lintel.benchmarks;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import java.io.Serializable;
import java.util.List;

/**
 * The rows to write, with keys 0 to {@code count} - 1, two texts, a time and a number each.
 *
 * @param badEvery the server rejects one row in that many; 0 for no bad rows
 */
record SampleRows(int count, int badEvery) implements Serializable {

  static final String TABLE = "Singers";

  static final String COUNT = "SELECT COUNT(*) FROM " + TABLE;

  static final List<String> COLUMNS =
      List.of("SingerId", "FirstName", "LastName", "LastUpdated", "Rating");

  static final List<String> DDL =
      List.of(
          """
          CREATE TABLE Singers (
            SingerId INT64 NOT NULL,
            FirstName STRING(40),
            LastName STRING(40),
            LastUpdated TIMESTAMP,
            Rating FLOAT64,
          ) PRIMARY KEY (SingerId)
          """);

  private static final long FIRST_UPDATE_SECONDS = 1_772_600_000;

  static SampleRows good(int count) {
    return new SampleRows(count, 0);
  }

  SampleRows withBadEvery(int badEvery) {
    return new SampleRows(count, badEvery);
  }

  /** Returns how many of the rows the server accepts. */
  int goodCount() {
    return badEvery == 0 ? count : count - count / badEvery;
  }

  Mutation row(long key) {
    boolean bad = badEvery != 0 && key % badEvery == badEvery - 1;
    return Mutation.newInsertOrUpdateBuilder(TABLE)
        .set("SingerId")
        .to(key)
        .set("FirstName")
        .to("Catalina " + key % 1000)
        .set("LastName")
        .to(bad ? "longer than the column takes ".repeat(2) : "Hernandez-Smith " + key)
        .set("LastUpdated")
        .to(lastUpdated(key))
        .set("Rating")
        .to(key / 8.0)
        .build();
  }

  /** Returns the time in the row, which grows with the key. */
  static Timestamp lastUpdated(long key) {
    return Timestamp.ofTimeSecondsAndNanos(FIRST_UPDATE_SECONDS + key, 123_456_000);
  }
}
