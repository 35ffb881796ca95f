package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.pipeline.command.TextTable;
import dev.lintel.pipeline.formats.FieldDescription;
import dev.lintel.pipeline.formats.FileDescription;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Prints what was found. Names of files in the current folder are printed without it. */
final class InspectReport {
  /** The width that a table of records is cut to. */
  private static final int WIDTH = 120;

  private static final int NARROWEST = 12;
  private static final String UNKNOWN = "-";

  private final PrintStream out;
  private final ColumnTypes types;
  private final String here;

  /**
   * @param here the current folder
   */
  InspectReport(PrintStream out, ColumnTypes types, Path here) {
    this.here = here.toAbsolutePath() + "/";
    this.out = out;
    this.types = types;
  }

  /** Prints a line for each file. */
  void files(List<InspectedFile> files, Map<InspectedFile, Long> bytes) {
    TextTable table =
        TextTable.of("file", "format", "compression", "bytes", "records", "written by")
            .withNumbers("bytes", "records");
    for (InspectedFile file : files) {
      OptionalLong records =
          file.description().map(FileDescription::records).orElse(OptionalLong.empty());
      table.add(
          shown(file.file().name()),
          file.format().label(),
          file.description().map(FileDescription::codec).orElse(UNKNOWN),
          bytes.containsKey(file) ? number(bytes.get(file)) : UNKNOWN,
          records.isPresent() ? number(records.getAsLong()) : UNKNOWN,
          shown(file.description().flatMap(FileDescription::writer).orElse(UNKNOWN)));
    }
    out.println(table);
  }

  /** Prints the columns, the first records and what would be refused. */
  void inspection(Inspection inspection) {
    FileSet set = inspection.set();
    out.println();
    out.println(title(set, inspection));
    if (!set.fields().isEmpty()) {
      out.println();
      out.println(
          inspection
              .target()
              .map(table -> FieldsAndColumns.of(set, table))
              .orElseGet(() -> columns(set.fields())));
    }
    inspection.records().filter(records -> records.problems().isEmpty()).ifPresent(this::records);
    lines("Refused:", inspection.problems());
    lines("Note:", inspection.notes());
  }

  private String title(FileSet set, Inspection inspection) {
    String first = shown(set.files().get(0).file().name());
    String files =
        set.files().size() == 1
            ? first
            : "%s and %,d more".formatted(first, set.files().size() - 1);
    return inspection.target().map(table -> files + " into " + table.getName()).orElse(files);
  }

  private TextTable columns(List<FieldDescription> fields) {
    var table = new FieldTable("column");
    for (FieldDescription field : fields) {
      List<String> others = types.others(field);
      table.add(
          field,
          field.required() ? "no" : "yes",
          types.proposed(field).map(types::name).orElse(UNKNOWN),
          others.size() >= ANY ? "any, by its text" : String.join(", ", others));
    }
    return table.with("null", "Spanner type", "other types");
  }

  /** A text can be a value of every type but the arrays. */
  private static final int ANY = 9;

  private void records(FirstRecords records) {
    if (records.read() == 0) {
      out.println();
      out.println("No records.");
      return;
    }
    if (!records.rows().isEmpty()) {
      out.println();
      out.println(rows(records.rows()));
    }
    if (records.rejectedCount() > 0) {
      lines(
          records.read() == 1
              ? "The first record would be rejected:"
              : "Of the first %,d records, %,d would be rejected:"
                  .formatted(records.read(), records.rejectedCount()),
          records.rejected());
    }
  }

  /** A line for each column, so that any number of columns can be read. */
  private TextTable rows(List<Mutation> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.asMap().keySet()));
    List<String> header = new ArrayList<>(List.of("column"));
    for (int i = 1; i <= rows.size(); i++) {
      header.add("record " + i);
    }
    int names = columns.stream().mapToInt(String::length).max().orElse(0);
    int width = Math.max(NARROWEST, (WIDTH - names) / rows.size() - 2);
    TextTable table = TextTable.of(header);
    for (String column : columns) {
      List<String> cells = new ArrayList<>(List.of(shown(column)));
      for (Mutation row : rows) {
        Map<String, Value> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(row.asMap());
        cells.add(
            values.containsKey(column) ? CellText.of(values.get(column), width) : "(not written)");
      }
      table.add(cells);
    }
    return table;
  }

  private void lines(String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println();
      out.println(heading);
      lines.forEach(line -> out.println("  " + shown(line)));
    }
  }

  /** Prints what an import would do. */
  void end(List<Inspection> inspections) {
    long refused = inspections.stream().filter(i -> !i.problems().isEmpty()).count();
    long rejected =
        inspections.stream()
            .flatMap(i -> i.records().stream())
            .mapToLong(FirstRecords::rejectedCount)
            .sum();
    out.println();
    out.println(
        refused > 0
            ? "An import would refuse this and write nothing."
            : rejected > 0
                ? "An import would write the other records and reject these."
                : "An import would read this.");
    out.flush();
  }

  /** Prints lines as they are. */
  void text(String text) {
    out.println(text.replace(here, ""));
    out.flush();
  }

  private String shown(String text) {
    return CellText.printable(text.replace(here, ""));
  }

  private static String number(long number) {
    return "%,d".formatted(number);
  }
}
