package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.SpannerEmulator;
import java.util.Locale;

/** A contestant that writes rows. */
record Variant(String name, WriteMethod writer, SampleRows rows) implements Contestant {

  @Override
  public int rowCount() {
    return rows.count();
  }

  /** Writes the rows into a new table. */
  @Override
  public double run(SpannerEmulator emulator) {
    var database = emulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    try {
      double seconds =
          Timed.of(
                  () -> {
                    writer.write(rows, database);
                    return rows;
                  })
              .seconds();
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

  /** Returns the commits that the server receives during {@link #run}. */
  @Override
  public long requests(SpannerEmulator countingEmulator) {
    long before = countingEmulator.requests("Commit");
    run(countingEmulator);
    return countingEmulator.requests("Commit") - before;
  }
}
