package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/** A program that writes rows, each time into a new table. */
record WriteSide(String label, WriteMethod writer, SampleRows rows, SpannerServer server) {

  Side side() {
    return new Side(label, this::run);
  }

  /** Checks afterwards how many rows the table has. */
  Timing run() throws Exception {
    EmulatorDatabase database = server.newDatabase();
    try {
      Timing timing =
          Timing.of(
              () -> {
                writer.write(rows, database);
                return null;
              });
      Expected.rows(label, rows.goodCount(), PlainClient.countRows(database));
      return timing;
    } finally {
      server.drop(database);
    }
  }
}
