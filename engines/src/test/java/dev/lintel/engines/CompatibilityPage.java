package dev.lintel.engines;

import dev.lintel.pipeline.formats.RecordFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The text of docs/compatibility.md: an introduction, and a section for each engine. */
final class CompatibilityPage {
  /** The command that writes it. */
  static final String COMMAND = "./mvnw verify -P engines -Dengines.write";

  private static final String INTRODUCTION =
      """
      # Compatibility

      What Lintel makes of files that other engines write with their default settings, and what these engines make of
      Lintel's exports. A run of `./mvnw verify -P engines` makes these tables. It takes DuckDB and Spark from Maven, and
      PostgreSQL and MariaDB from the system's packages, where they are installed. It fails if this page says something
      else, and `%s` rewrites the page.

      Each type is a table `(id, v)` with ordinary values, the smallest, the largest and a null. In an import

      - *right* means that every value in Spanner is the engine's value;
      - *refused* means that the import says so before it writes anything, or rejects the records. The note has the
        message. If only some values are refused, the others are right;
      - *lossy* means that the engine's file has less than its table, and that Lintel reads what is in the file;
      - *not written* means that the engine does not write the type in this format.

      Of an export, *right* means that the engine reads every value as it is, as a value of the type that is named, and
      *changed* that its reader or its type changes a value.
      """
          .formatted(COMMAND);

  private final Map<String, String> sections = new LinkedHashMap<>();

  /** Adds the section of an engine. */
  void add(
      Engine engine, Map<EngineFormat, List<Cell>> imports, Map<RecordFormat, List<Cell>> exports) {
    StringBuilder text = new StringBuilder("## " + engine.name() + "\n\n");
    text.append(engine.version()).append(". Options of the imports: ");
    List<String> options = new ArrayList<>();
    imports
        .keySet()
        .forEach(
            format ->
                options.add(
                    format.title()
                        + " "
                        + (engine.importOptions(format).isEmpty()
                            ? "none"
                            : "`" + String.join(" ", engine.importOptions(format)) + "`")));
    text.append(String.join(", ", options)).append(".\n\n");
    List<String> titles = new ArrayList<>();
    engine.types().forEach(type -> titles.add("`" + type.title() + "` | `" + type.column() + "`"));
    text.append(
        table(
            "type of " + engine.name() + " | column",
            titles,
            imports.keySet().stream().map(EngineFormat::title).toList(),
            List.copyOf(imports.values())));
    text.append("\nLintel's exports, read by ").append(engine.name()).append(":\n\n");
    text.append(
        table(
            "column",
            ExportedTable.COLUMNS.values().stream()
                .map(column -> "`" + column.type() + "`")
                .toList(),
            exports.keySet().stream().map(CompatibilityPage::title).toList(),
            List.copyOf(exports.values())));
    sections.put(engine.name(), text.toString());
  }

  private static String title(RecordFormat format) {
    return switch (format) {
      case AVRO -> "Avro";
      case PARQUET -> "Parquet";
      case CSV -> "CSV";
      case JSONL -> "JSON Lines";
    };
  }

  /** Adds an engine that is not installed: what the committed page says of it stays. */
  void addAbsent(String name, String committed) {
    Optional<String> section =
        Pattern.compile("(?ms)^## " + name + "\n.*?(?=^## |\\z)")
            .matcher(committed)
            .results()
            .map(result -> result.group().strip() + "\n")
            .findFirst();
    sections.put(
        name, section.orElse("## " + name + "\n\nNot installed where this page was made.\n"));
  }

  String text() {
    return INTRODUCTION + "\n" + String.join("\n", sections.values());
  }

  private static String table(
      String rowHeading, List<String> rows, List<String> headings, List<List<Cell>> columns) {
    List<String> notes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    text.append("| ").append(rowHeading).append(" | ");
    text.append(String.join(" | ", headings)).append(" |\n|");
    long cells = rowHeading.chars().filter(c -> c == '|').count() + 1 + headings.size();
    text.append("---|".repeat((int) cells)).append("\n");
    for (int row = 0; row < rows.size(); row++) {
      text.append("| ").append(rows.get(row)).append(" |");
      for (List<Cell> column : columns) {
        Cell cell = column.get(row);
        text.append(" ").append(cell.text());
        if (cell.note() != null) {
          if (!notes.contains(cell.note())) {
            notes.add(cell.note());
          }
          text.append(" (").append(notes.indexOf(cell.note()) + 1).append(")");
        }
        text.append(" |");
      }
      text.append("\n");
    }
    if (!notes.isEmpty()) {
      text.append("\n");
    }
    for (int i = 0; i < notes.size(); i++) {
      text.append(i + 1).append(". ").append(escaped(notes.get(i))).append("\n");
    }
    return text.toString();
  }

  /** Messages contain what Markdown would read as markup. */
  private static String escaped(String note) {
    StringBuilder escaped = new StringBuilder();
    for (char c : note.replaceAll("\\s+", " ").toCharArray()) {
      if ("<*`\\".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(Character.isISOControl(c) ? "\\\\u%04x".formatted((int) c) : c);
    }
    return escaped.toString();
  }
}
