package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.util.Locale;

/** Who reads how many rows. */
record ReadVariant(String name, RowReader reader, SampleRows rows) implements Contestant {

  private static final double NANOS_A_SECOND = 1e9;

  @Override
  public int rowCount() {
    return rows.count();
  }

  @Override
  public double run(SpannerEmulator emulator) {
    EmulatorDatabase database =
        emulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    try {
      new PlainClient().write(rows, database);
      System.gc();
      long start = System.nanoTime();
      long read = reader.read(database);
      double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
      if (read != rows.count()) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "%s read %,d rows of %,d", name, read, rows.count()));
      }
      return seconds;
    } finally {
      emulator.dropDatabase(database);
    }
  }

  /** The streams that the server opens, by partition or not. */
  @Override
  public long requests(SpannerEmulator countingEmulator) {
    long before = streams(countingEmulator);
    run(countingEmulator);
    return streams(countingEmulator) - before;
  }

  private static long streams(SpannerEmulator emulator) {
    return emulator.requests("StreamingRead");
  }
}
