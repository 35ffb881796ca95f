package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;

/** Google's emulator, on the same machine. */
record EmulatorServer(SpannerEmulator emulator) implements SpannerServer {

  @Override
  public String name() {
    return "emulator";
  }

  @Override
  public EmulatorDatabase newDatabase() {
    return emulator.createDatabase(SampleRows.DDL);
  }

  @Override
  public void drop(EmulatorDatabase database) {
    emulator.dropDatabase(database);
  }
}
