package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** A program that deletes the old rows of a table, each time of a new one. */
record DeleteSide(String label, DeleteMethod method, OldRows rows, SpannerServer server) {

  Side side() {
    return new Side(label, this::run);
  }

  Timing run() throws Exception {
    EmulatorDatabase database = server.newDatabase();
    try {
      new PlainClient().write(SampleRows.good(rows.all()), database);
      Timing timing =
          Timing.of(
              () -> {
                method.delete(rows, database);
                return null;
              });
      Expected.rows(label, rows.all() - rows.old(), PlainClient.countRows(database));
      return timing;
    } finally {
      server.drop(database);
    }
  }
}
