package dev.lintel.pipeline.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Finds files, anywhere that Beam's FileSystems reach. */
public final class InputFiles {

  /**
   * The part of a name that tells its table: up to the last extension but that of a compression, or
   * the number of a shard. A dot before that parts a schema from its table.
   */
  private static final Pattern TABLE =
      Pattern.compile(
          "(?i)(.+?)(-\\d+(-of-\\d+)?)?\\.[a-z]+(-\\d+-of-\\d+)?"
              + "(\\.(gz|zst|bz2|deflate|lzo|snappy))?");

  private InputFiles() {}

  /**
   * The files that match, sorted by name.
   *
   * @throws IOException if none does, or the place cannot be looked at; names the pattern
   */
  public static List<ResourceId> matching(String pattern) throws IOException {
    List<ResourceId> files = new ArrayList<>();
    try {
      MatchResult match = FileSystems.match(pattern, EmptyMatchTreatment.ALLOW);
      for (var metadata : match.metadata()) {
        if (!metadata.resourceId().isDirectory()) {
          files.add(metadata.resourceId());
        }
      }
    } catch (IllegalArgumentException e) {
      // No file system is known by that scheme.
      throw new IOException(pattern + ": " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      // A place that does not exist holds no files.
    }
    if (files.isEmpty()) {
      throw new FileNotFoundException("no file matches " + pattern);
    }
    files.sort((a, b) -> a.toString().compareTo(b.toString()));
    return files;
  }

  /** The pattern as seen from the folder of a file, unless it stands by itself. */
  public static String relativeTo(String file, String pattern) {
    boolean absolute = pattern.startsWith("/") || pattern.contains("://");
    if (absolute) {
      return pattern;
    }
    String folder = FileSystems.matchNewResource(file, false).getCurrentDirectory().toString();
    return folder + pattern;
  }

  /** All files of a folder that have the extension of a format. */
  public static String everythingIn(String folder) {
    return folder.endsWith("/") ? folder + "*" : folder + "/*";
  }

  /** The name of the table that a file is named after, if the name has an extension. */
  public static Optional<String> tableNamedBy(String fileName) {
    if (RecordFormat.ofFileName(fileName).isEmpty()) {
      return Optional.empty();
    }
    var matcher = TABLE.matcher(fileName);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
