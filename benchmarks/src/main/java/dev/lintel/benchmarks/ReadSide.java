package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program that reads the rows of a table.
 *
 * @param source has the rows already
 */
record ReadSide(String label, RowReader reader, int rows, EmulatorDatabase source) {

  Side side() {
    return new Side(label, this::run);
  }

  Timing run() throws Exception {
    EmulatorDatabase database = NewConnection.to(source);
    var read = new AtomicLong();
    Timing timing =
        Timing.of(
            () -> {
              read.set(reader.read(database));
              return null;
            });
    Expected.rows(label, rows, read.get());
    return timing;
  }
}
