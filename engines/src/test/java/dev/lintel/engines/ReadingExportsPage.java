package dev.lintel.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lines of docs/reading-exports.md, by which programs read an export. */
final class ReadingExportsPage {
  private static final Path PAGE = Path.of("..", "docs", "reading-exports.md");

  /** The table in the examples of the page. */
  private static final String EXAMPLE = "exports/flights/Airports";

  private ReadingExportsPage() {}

  /**
   * The first line of a program for files with this extension, with the table of an export in place
   * of the example's.
   *
   * @param folder the folder of the export
   */
  static String line(String program, String extension, Path folder) throws IOException {
    String files = EXAMPLE + "-*." + extension;
    return Pattern.compile("(?m)^```\\w+ " + program + "\n(.+)\n```$")
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult result) -> result.group(1))
        .filter(line -> line.contains(files))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(PAGE + ": no line of " + program + " for " + files))
        .replace(EXAMPLE, folder + "/" + ExportedTable.NAME);
  }
}
