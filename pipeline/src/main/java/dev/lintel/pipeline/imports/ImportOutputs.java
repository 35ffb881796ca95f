package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.run.OutputPlaces;
import java.util.List;

/** Checks where an import is to leave its results. */
final class ImportOutputs {
  private ImportOutputs() {}

  /** Adds to the problems what can be told without writing anything. */
  static void check(ImportOptions options, List<String> problems) {
    if (options.getInvalidOutputPath() != null) {
      OutputPlaces.checkFolder("--invalidOutputPath", options.getInvalidOutputPath(), problems);
    }
    if (options.getSummaryFile() != null) {
      OutputPlaces.checkFile("--summaryFile", options.getSummaryFile(), problems);
    }
  }
}
