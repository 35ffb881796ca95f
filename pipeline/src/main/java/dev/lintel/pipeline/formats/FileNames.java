package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.files.FileCompression;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the name of a data file says about its content. */
public final class FileNames {
  /** What Beam and Google's export append to the names of the parts of one file. */
  private static final Pattern SHARD = Pattern.compile("-\\d+-of-\\d+");

  /**
   * The part of a name without the extension of a compression that is the name of the table: up to
   * the last extension, or up to the number of a shard. A dot before that separates a schema from
   * its table.
   */
  private static final Pattern TABLE =
      Pattern.compile("(?i)(.+?)(-\\d+(-of-\\d+)?)?\\.[a-z]+(-\\d+-of-\\d+)?");

  private FileNames() {}

  /**
   * The format that a file's extension stands for: the extension before that of a compression if
   * the name has two. Empty if it stands for no format.
   */
  public static Optional<Format> formatOf(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    name = SHARD.matcher(FileCompression.withoutExtension(name)).replaceFirst("");
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return Formats.all().stream()
        .filter(format -> format.extensions().contains(extension))
        .findFirst();
  }

  /** The name of the table that a file is named after, if the name has a known extension. */
  public static Optional<String> tableOf(String fileName) {
    if (formatOf(fileName).isEmpty()) {
      return Optional.empty();
    }
    var matcher = TABLE.matcher(FileCompression.withoutExtension(fileName));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
