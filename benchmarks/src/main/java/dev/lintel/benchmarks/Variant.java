package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.SpannerEmulator;
import java.util.Locale;

/** One line of a table: who writes which rows. */
record Variant(String name, RowWriter writer, SampleRows rows) {

  private static final double NANOS_A_SECOND = 1e9;

  /**
   * Writes the rows into a new table.
   *
   * @return the seconds it took
   * @throws IllegalStateException if the table does not hold what it has to afterwards
   */
  double run(SpannerEmulator emulator) {
    var database = emulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    try {
      System.gc();
      long start = System.nanoTime();
      writer.write(rows, database);
      double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
      long there = PlainClient.countRows(database);
      if (there != rows.goodCount()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s left %,d rows in the table, but should have left %,d",
                name,
                there,
                rows.goodCount()));
      }
      return seconds;
    } finally {
      emulator.dropDatabase(database);
    }
  }

  /** The commits that the server receives while {@link #run} goes on, those of retries included. */
  long commits(SpannerEmulator countingEmulator) {
    long before = countingEmulator.requests("Commit");
    run(countingEmulator);
    return countingEmulator.requests("Commit") - before;
  }
}
