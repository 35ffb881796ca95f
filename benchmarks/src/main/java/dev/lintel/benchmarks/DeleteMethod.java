package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** A way to find old rows and to delete them. */
@FunctionalInterface
interface DeleteMethod {
  void delete(OldRows rows, EmulatorDatabase target);
}
