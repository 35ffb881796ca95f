package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a dialect sets, in words: one cell for each of {@link #TITLES}.
 *
 * @param cells with characters of a file in backquotes
 */
record CsvDialectHelp(CsvDialect dialect, ImmutableList<String> cells) {
  static final ImmutableList<String> TITLES =
      ImmutableList.of(
          "delimiter",
          "qualifier",
          "escape",
          "null",
          "header",
          "BOOL",
          "BYTES",
          "ARRAY",
          "TIMESTAMP without a zone");

  static CsvDialectHelp of(CsvDialect dialect) {
    CsvLayout layout = dialect.layout();
    var values = dialect.format();
    return new CsvDialectHelp(
        dialect,
        ImmutableList.of(
            layout.delimiter() == '\t' ? "tab" : code(layout.delimiter()),
            code(layout.qualifier()),
            layout.escape() == null
                ? "no"
                : layout.sequences() == EscapeSequences.QUALIFIER
                    ? code(layout.escape()) + " within qualifiers"
                    : code(layout.escape()),
            layout.nullString() == null
                ? "no"
                : layout.nullString().isEmpty() ? "empty" : "`" + layout.nullString() + "`",
            layout.header() == CsvLayout.Header.FIRST_RECORD ? "yes" : "no",
            switch (values.booleans()) {
              case WORDS -> "`true`, `false`";
              case LETTERS -> "`t`, `f`";
              case DIGITS -> "`1`, `0`";
              case INTEGERS -> "`true`, `false`, `1`, `0`";
            },
            switch (values.bytes()) {
              case BASE64 -> "base64";
              case HEX -> "`\\x00ff`";
              case ESCAPED -> "`a\\x00\\xFF`";
              case UTF8 -> "UTF-8";
            },
            switch (values.arrays()) {
              case JSON -> "`[\"a\", null]`";
              case BRACES -> "`{a,NULL}`";
              case BRACKETS -> "`[a, NULL]`";
            },
            values.timeZone() == null ? "rejected" : "UTC"));
  }

  /** Names the writer and the cells, for help. */
  String inOneSentence() {
    return dialect.writer()
        + ": "
        + IntStream.range(0, cells.size())
            .mapToObj(i -> TITLES.get(i) + " " + cells.get(i).replace("`", ""))
            .collect(Collectors.joining(", "));
  }

  /** A table of all dialects in Markdown. */
  static String table() {
    return row("dialect", TITLES)
        + "|---".repeat(TITLES.size() + 1)
        + "|\n"
        + ImmutableList.copyOf(CsvDialect.values()).stream()
            .map(dialect -> row("`" + dialect.optionName() + "`", of(dialect).cells()))
            .collect(Collectors.joining());
  }

  private static String row(String first, List<String> others) {
    return "| " + first + " | " + String.join(" | ", others) + " |\n";
  }

  private static String code(@Nullable Character character) {
    return character == null ? "no" : "`" + character + "`";
  }
}
