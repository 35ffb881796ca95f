package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.concurrent.atomic.AtomicLong;

/** A program that compares two databases with the same rows. */
record CompareSide(
    String label, RowComparer comparer, EmulatorDatabase expected, EmulatorDatabase actual) {

  Side side() {
    return new Side(label, this::run);
  }

  Timing run() throws Exception {
    EmulatorDatabase one = NewConnection.to(expected);
    EmulatorDatabase other = NewConnection.to(actual);
    var differences = new AtomicLong();
    Timing timing =
        Timing.of(
            () -> {
              differences.set(comparer.differences(one, other));
              return null;
            });
    Expected.rows(label + ", differences", 0, differences.get());
    return timing;
  }
}
