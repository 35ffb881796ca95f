package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.util.Locale;

/** A contestant that deletes rows. */
record DeleteVariant(String name, DeleteMethod method, OldRows rows) implements Contestant {

  @Override
  public int rowCount() {
    return rows.old();
  }

  @Override
  public double run(SpannerEmulator emulator) {
    EmulatorDatabase database =
        emulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    try {
      new PlainClient().write(SampleRows.good(rows.all()), database);
      return measure(database);
    } finally {
      emulator.dropDatabase(database);
    }
  }

  private double measure(EmulatorDatabase database) {
    double seconds =
        Timed.of(
                () -> {
                  method.delete(rows, database);
                  return rows;
                })
            .seconds();
    long left = PlainClient.countRows(database);
    if (left != rows.all() - rows.old()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s left %,d rows in the table, but should have left %,d",
              name,
              left,
              rows.all() - rows.old()));
    }
    return seconds;
  }

  /** Returns the commits that the server receives while rows are deleted. */
  @Override
  public long requests(SpannerEmulator countingEmulator) {
    EmulatorDatabase database =
        countingEmulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    try {
      new PlainClient().write(SampleRows.good(rows.all()), database);
      long before = countingEmulator.requests("Commit");
      double unused = measure(database);
      return countingEmulator.requests("Commit") - before;
    } finally {
      countingEmulator.dropDatabase(database);
    }
  }
}
