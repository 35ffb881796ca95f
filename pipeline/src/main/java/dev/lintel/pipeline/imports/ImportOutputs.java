package dev.lintel.pipeline.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Checks where an import is to leave its results. They are written at its end, when it is too late
 * to learn that they cannot be.
 */
final class ImportOutputs {
  private ImportOutputs() {}

  /** Adds to the problems what can be told without writing anything. */
  static void check(ImportOptions options, List<String> problems) {
    if (options.getInvalidOutputPath() != null) {
      check("--invalidOutputPath", options.getInvalidOutputPath(), true, problems);
    }
    if (options.getSummaryFile() != null) {
      check("--summaryFile", options.getSummaryFile(), false, problems);
    }
  }

  private static void check(String option, String place, boolean isFolder, List<String> problems) {
    ResourceId resource;
    try {
      resource = FileSystems.matchNewResource(place, isFolder);
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s: %s".formatted(option, place, e.getMessage()));
      return;
    }
    if (!resource.getScheme().equals("file")) {
      return;
    }
    Path path = Path.of(resource.toString()).toAbsolutePath();
    if (!isFolder && Files.isDirectory(path)) {
      problems.add("%s: %s is a folder".formatted(option, place));
      return;
    }
    Path folder = isFolder ? path : path.getParent();
    while (!Files.exists(folder) && folder.getParent() != null) {
      // It will be made.
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      problems.add("%s: %s cannot be made, %s is not a folder".formatted(option, place, folder));
    } else if (!Files.isWritable(folder)) {
      problems.add("%s: nothing may be written to %s".formatted(option, folder));
    }
  }
}
