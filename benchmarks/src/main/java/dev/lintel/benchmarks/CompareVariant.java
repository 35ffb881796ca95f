package dev.lintel.benchmarks;

import dev.lintel.emulator.SpannerEmulator;
import java.util.Locale;

/** A contestant that compares two databases with the same rows. */
record CompareVariant(String name, RowComparer comparer, SampleRows rows) implements Contestant {

  @Override
  public int rowCount() {
    return rows.count();
  }

  @Override
  public double run(SpannerEmulator emulator) {
    EqualDatabases databases = EqualDatabases.of(emulator, rows);
    Timed<Long> compared = Timed.of(() -> comparer.differences(databases));
    if (compared.result() != 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s found %,d differences, but there are none",
              name,
              compared.result()));
    }
    return compared.seconds();
  }

  /** Returns the reads and queries that the server receives. */
  @Override
  public long requests(SpannerEmulator countingEmulator) {
    EqualDatabases.of(countingEmulator, rows);
    long before = reads(countingEmulator);
    run(countingEmulator);
    return reads(countingEmulator) - before;
  }

  private static long reads(SpannerEmulator emulator) {
    return emulator.requests("StreamingRead") + emulator.requests("ExecuteStreamingSql");
  }
}
