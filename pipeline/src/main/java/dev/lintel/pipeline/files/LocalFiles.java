package dev.lintel.pipeline.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Files on this machine. Beam's local file system looks for a file that is not there in all folders
 * below its own, which for {@code /none.json} are all of the disk; so that is asked here before.
 */
final class LocalFiles {
  private static final Pattern URL_SCHEME = Pattern.compile("^(?!file:)[A-Za-z][A-Za-z0-9+.-]*://");
  private static final Pattern FILE_SCHEME = Pattern.compile("^file:", Pattern.CASE_INSENSITIVE);

  private LocalFiles() {}

  /** Returns the path of a file of Beam's local file system, which may be given as a URL. */
  static String pathOf(String file) {
    return FILE_SCHEME.matcher(file).replaceFirst("");
  }

  /** Returns whether this is a file of this machine, by its whole name, that does not exist. */
  static boolean isMissing(String file) {
    return !URL_SCHEME.matcher(file).find() && !Files.exists(Path.of(pathOf(file)));
  }
}
