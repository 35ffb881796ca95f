package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** A way to write rows, from opening the connection to committing the last row. */
interface WriteMethod {
  void write(SampleRows rows, EmulatorDatabase target);
}
