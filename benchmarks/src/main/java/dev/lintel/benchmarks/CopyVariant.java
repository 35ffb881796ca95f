package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.util.Locale;

/** A contestant that copies rows from one database to another. */
record CopyVariant(String name, CopyMethod method, SampleRows rows) implements Contestant {

  @Override
  public int rowCount() {
    return rows.count();
  }

  @Override
  public double run(SpannerEmulator emulator) {
    EmulatorDatabase source = emulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    EmulatorDatabase target = emulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    try {
      new PlainClient().write(rows, source);
      double seconds =
          Timed.of(
                  () -> {
                    method.copy(source, target);
                    return rows;
                  })
              .seconds();
      long there = PlainClient.countRows(target);
      if (there != rows.count()) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "%s copied %,d rows of %,d", name, there, rows.count()));
      }
      return seconds;
    } finally {
      emulator.dropDatabase(source);
      emulator.dropDatabase(target);
    }
  }

  /**
   * Returns the commits that the server receives during {@link #run}, without those of the source.
   */
  @Override
  public long requests(SpannerEmulator countingEmulator) {
    EmulatorDatabase other =
        countingEmulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    long start = countingEmulator.requests("Commit");
    new PlainClient().write(rows, other);
    long ofSource = countingEmulator.requests("Commit") - start;
    countingEmulator.dropDatabase(other);
    long before = countingEmulator.requests("Commit");
    run(countingEmulator);
    return countingEmulator.requests("Commit") - before - ofSource;
  }
}
