package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;

/**
 * A program that exports the rows of a database, each time into a new folder.
 *
 * @param source has the rows already
 */
record ExportSide(String label, ExportMethod method, int rows, EmulatorDatabase source) {

  Side side() {
    return new Side(label, this::run);
  }

  Timing run() throws Exception {
    EmulatorDatabase database = NewConnection.to(source);
    try (var folder = TemporaryFolder.create()) {
      Timing timing =
          Timing.of(
              () -> {
                method.export(database, folder.path());
                return null;
              });
      Expected.rows(label, rows, AvroFiles.countRows(folder.path()));
      return timing;
    }
  }
}
