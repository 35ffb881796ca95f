package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** A way to read all sample rows, from opening the connection to counting the last row. */
interface RowReader {

  /** Reads all rows and returns how many there were. */
  long read(EmulatorDatabase source);
}
