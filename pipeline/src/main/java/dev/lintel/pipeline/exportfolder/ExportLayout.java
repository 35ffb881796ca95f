package dev.lintel.pipeline.exportfolder;

import dev.lintel.pipeline.files.FileMatches;
import java.io.IOException;
import java.util.Optional;

/** Where the files that describe an export are within its folder. */
public enum ExportLayout {
  /**
   * Beside the data files: the layout of Google's exports, and of all exports of early releases.
   */
  FLAT(""),
  /**
   * In a folder of their own. Its underscore hides it from the programs that read all files of a
   * folder, such as Spark and Arrow.
   */
  APART("_export/");

  private final String subfolder;

  ExportLayout(String subfolder) {
    this.subfolder = subfolder;
  }

  /** The path of a describing file, relative to the folder of the export. */
  public String path(String fileName) {
    return subfolder + fileName;
  }

  /**
   * The layout of a finished export. Reads nothing of it.
   *
   * @param folder any folder, with a slash at its end
   * @return empty if the folder is not a finished export
   * @throws IOException if the folder cannot be looked at
   */
  static Optional<ExportLayout> find(String folder) throws IOException {
    for (ExportLayout layout : values()) {
      if (exists(folder + layout.path(SpannerExport.FILE_NAME))) {
        return Optional.of(layout);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether there is such a file; that a place cannot be looked at does not mean that it is empty.
   */
  static boolean exists(String pattern) throws IOException {
    return !FileMatches.of(pattern).isEmpty();
  }
}
