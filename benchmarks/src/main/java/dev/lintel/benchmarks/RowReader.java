package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** A way to read all sample rows, from opening the connection to having counted the last one. */
interface RowReader {

  /** How many there were. */
  long read(EmulatorDatabase source);
}
