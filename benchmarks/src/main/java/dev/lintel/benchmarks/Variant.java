package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.SpannerEmulator;
import java.util.Locale;

/** Who writes which rows. */
record Variant(String name, WriteMethod writer, SampleRows rows) implements Contestant {

  private static final double NANOS_A_SECOND = 1e9;

  @Override
  public int rowCount() {
    return rows.count();
  }

  /** Writes the rows into a new table. */
  @Override
  public double run(SpannerEmulator emulator) {
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

  /** The commits that the server receives while {@link #run} goes on. */
  @Override
  public long requests(SpannerEmulator countingEmulator) {
    long before = countingEmulator.requests("Commit");
    run(countingEmulator);
    return countingEmulator.requests("Commit") - before;
  }
}
