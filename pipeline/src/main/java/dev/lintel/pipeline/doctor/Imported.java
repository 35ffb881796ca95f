package dev.lintel.pipeline.doctor;

import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.imports.ImportOptions;
import java.io.IOException;

/** What an import's options say of the schema. */
final class Imported {
  private Imported() {}

  /** Whether there is DDL to be applied: that of a file, or that of an export folder. */
  static boolean changesSchema(ImportOptions options) {
    if (options.getDdlFile() != null) {
      return true;
    }
    try {
      return options.getInputDir() != null && ExportFolder.find(options.getInputDir()).isPresent();
    } catch (IOException | IllegalArgumentException e) {
      // That the folder cannot be read is said by the check of the folder.
      return false;
    }
  }
}
