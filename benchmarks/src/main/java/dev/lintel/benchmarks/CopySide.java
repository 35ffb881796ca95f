package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/**
 * A program that copies the rows of one database into another, each time into a new one.
 *
 * @param source has the rows already
 */
record CopySide(
    String label, CopyMethod method, int rows, EmulatorDatabase source, SpannerServer server) {

  Side side() {
    return new Side(label, this::run);
  }

  Timing run() throws Exception {
    EmulatorDatabase target = server.newDatabase();
    try {
      EmulatorDatabase from = NewConnection.to(source);
      Timing timing =
          Timing.of(
              () -> {
                method.copy(from, target);
                return null;
              });
      Expected.rows(label, rows, PlainClient.countRows(target));
      return timing;
    } finally {
      server.drop(target);
    }
  }
}
