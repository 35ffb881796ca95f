package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.formats.FileNames;
import dev.lintel.pipeline.formats.Format;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lines of docs/reading-exports.md name files as an export names them. */
class ReadingExportsPageTest {
  /** A fenced block, whose tags are a language and the program that takes it. */
  private static final Pattern LINE = Pattern.compile("(?s)```(\\w+) (\\w+)\n(.*?)```");

  private static final Pattern FILES =
      Pattern.compile("exports/flights/((Airports|Tokens)-[*][.]\\w+)");

  private static List<MatchResult> lines() throws IOException {
    return LINE.matcher(Files.readString(Path.of("../docs/reading-exports.md"))).results().toList();
  }

  @Test
  void eachProgramReadsParquet() throws IOException {
    assertThat(lines())
        .filteredOn(line -> line.group(3).contains("Airports-*.parquet"))
        .extracting(line -> line.group(2))
        .containsExactlyInAnyOrder("duckdb", "spark", "polars", "pandas", "bigquery");
  }

  @Test
  void everyPatternMatchesTheFilesOfItsTable() throws IOException {
    List<MatchResult> patterns =
        lines().stream().flatMap(line -> FILES.matcher(line.group(3)).results()).toList();
    assertThat(patterns).hasSizeGreaterThan(10);
    for (MatchResult pattern : patterns) {
      Format format = FileNames.formatOf(pattern.group(1)).orElseThrow();
      String file = ExportNames.of(format, null).dataFile(pattern.group(2), 1, 2);
      assertThat(FileSystems.getDefault().getPathMatcher("glob:" + pattern.group(1)))
          .as(pattern.group())
          .matches(matcher -> matcher.matches(Path.of(file)), "matches " + file);
    }
  }
}
