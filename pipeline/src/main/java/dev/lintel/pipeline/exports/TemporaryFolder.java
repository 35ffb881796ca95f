package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.command.Problems;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The folder in which an export writes files before they get their names. */
final class TemporaryFolder {
  private static final String LOCAL = "file";

  private TemporaryFolder() {}

  /**
   * Adds the folder to the problems if files cannot be moved from it to their place. Otherwise the
   * run would fail when all rows are written.
   */
  static void check(ExportOptions options, Problems problems) {
    String given = options.getTempDirectory();
    String output =
        options.getOutputDir() == null ? options.getTextWritePrefix() : options.getOutputDir();
    if (given == null || output == null) {
      return;
    }
    try {
      if (!canMove(folder(given), folder(output))) {
        problems.add(
            "--tempDirectory",
            "%s is on another file system than %s, to which files are moved from it; give a folder on the same one"
                .formatted(given, output));
      }
    } catch (IllegalArgumentException e) {
      // No file system is known by a scheme, which has been reported then.
    } catch (IOException e) {
      problems.add("--tempDirectory", "%s: %s".formatted(given, e.getMessage()));
    }
  }

  private static ResourceId folder(String name) {
    return FileSystems.matchNewResource(name, /* isDirectory= */ true);
  }

  /** Beam renames local files in one step, which no disk does to another one. */
  private static boolean canMove(ResourceId from, ResourceId to) throws IOException {
    return from.getScheme().equals(to.getScheme())
        && (!from.getScheme().equals(LOCAL) || disk(from).equals(disk(to)));
  }

  private static FileStore disk(ResourceId folder) throws IOException {
    Path path = Path.of(folder.toString()).toAbsolutePath();
    while (!Files.exists(path)) {
      // The job will create it.
      path = path.getParent();
    }
    return Files.getFileStore(path);
  }
}
