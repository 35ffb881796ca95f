package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;

/** A way to write the sample rows of a database to Avro files. */
interface ExportMethod {

  /**
   * Exports the rows.
   *
   * @param folder empty
   */
  void export(EmulatorDatabase source, Path folder);
}
