package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** Copies the rows of one database into another, whose table is empty. */
interface CopyMethod {

  void copy(EmulatorDatabase source, EmulatorDatabase target);
}
