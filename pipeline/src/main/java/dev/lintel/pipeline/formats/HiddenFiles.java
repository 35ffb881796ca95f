package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.InputFolder;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Which of the files that match a pattern are no data: those of file systems and of writers, such
 * as {@code _SUCCESS}, {@code _metadata}, {@code .part-0.csv.crc} and what is in {@code
 * _temporary}. A pattern that spells such a name finds it.
 */
final class HiddenFiles {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private final String folder;
  private final String lastPart;

  private HiddenFiles(String folder, String lastPart) {
    this.folder = folder;
    this.lastPart = lastPart;
  }

  static HiddenFiles of(String pattern) {
    var wildcard = WILDCARD.matcher(pattern);
    int end = wildcard.find() ? wildcard.start() : pattern.length();
    String fixed = pattern.substring(0, pattern.lastIndexOf('/', Math.max(0, end - 1)) + 1);
    return new HiddenFiles(
        FileSystems.matchNewResource(fixed.isEmpty() ? "./" : fixed, /* isDirectory= */ true)
            .toString(),
        pattern.substring(pattern.lastIndexOf('/') + 1));
  }

  boolean has(DataFile file) {
    String name = file.fileName();
    if (name.startsWith(".") && !lastPart.startsWith(".")) {
      return true;
    }
    boolean spelled = lastPart.startsWith("_") || lastPart.startsWith(".");
    // Other readers leave out all names with an underscore; a file of a known format is not lost.
    if (!spelled && InputFolder.isHidden(file.resource()) && FileNames.formatOf(name).isEmpty()) {
      return true;
    }
    return isWithinHidden(file);
  }

  /** Whether a folder that a wildcard stands for is hidden. */
  private boolean isWithinHidden(DataFile file) {
    String whole = file.name();
    if (!whole.startsWith(folder)) {
      return false;
    }
    String[] path = whole.substring(folder.length()).split("/", -1);
    for (int i = 0; i < path.length - 1; i++) {
      if (InputFolder.isHidden(path[i])) {
        return true;
      }
    }
    return false;
  }
}
