package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.util.Locale;

/** A contestant that reads rows. */
record ReadVariant(String name, RowReader reader, SampleRows rows) implements Contestant {

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
      Timed<Long> read = Timed.of(() -> reader.read(database));
      if (read.result() != rows.count()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "%s read %,d rows of %,d", name, read.result(), rows.count()));
      }
      return read.seconds();
    } finally {
      emulator.dropDatabase(database);
    }
  }

  /** Returns the streams that the server opens, of partitions or of whole reads. */
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
