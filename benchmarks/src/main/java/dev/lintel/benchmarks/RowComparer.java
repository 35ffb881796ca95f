package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** A way to compare the rows of two databases. */
interface RowComparer {

  /** Returns how many rows differ. */
  long differences(EmulatorDatabase expected, EmulatorDatabase actual);
}
