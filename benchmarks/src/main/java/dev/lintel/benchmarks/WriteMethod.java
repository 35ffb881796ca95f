package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** A way to write rows, from opening the connection to the last row being there. */
interface WriteMethod {
  void write(SampleRows rows, EmulatorDatabase target);
}
