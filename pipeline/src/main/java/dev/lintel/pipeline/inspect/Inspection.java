package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.formats.FieldDescription;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.imports.LoadColumns;
import dev.lintel.pipeline.load.Consent;
import dev.lintel.pipeline.load.RowGuard;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an import would read of a set of files.
 *
 * @param target the table of the database, if there is one
 * @param problems why an import would refuse the files, a line each
 * @param records the first records; empty if there is no table that they could be rows of
 * @param settings how files of text are read
 */
record Inspection(
    FileSet set,
    Optional<Table> target,
    ImmutableList<String> problems,
    Optional<FirstRecords> records,
    TextSettings settings) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_ .-]*");

  /** Inspects files without a database: their records become rows of a table that suits them. */
  static Inspection of(FileSet set, ColumnTypes types, TextSettings settings, int shown) {
    var proposed = ProposedTable.of(set.table(), set.fields(), types);
    List<String> problems = set.files().stream().flatMap(file -> file.problems().stream()).toList();
    if (problems.isEmpty() && !proposed.problems().isEmpty()) {
      String name = set.files().get(0).file().name();
      problems = proposed.problems().stream().map(problem -> name + ": " + problem).toList();
    }
    return problems.isEmpty()
        ? read(set, Optional.empty(), proposed.table(), settings, shown)
        : new Inspection(
            set, Optional.empty(), ImmutableList.copyOf(problems), Optional.empty(), settings);
  }

  /** Inspects files whose records are to become rows of a database's table. */
  static Inspection of(FileSet set, DatabaseSchema schema, TextSettings settings, int shown) {
    Optional<Table> table = schema.findTable(set.table());
    if (table.isEmpty()) {
      String nearest =
          Nearest.to(set.table())
              .among(schema.getTables().stream().map(Table::getName).toList())
              .map("; did you mean %s?"::formatted)
              .orElse("");
      return new Inspection(
          set,
          Optional.empty(),
          ImmutableList.of("the database has no table " + set.table() + nearest),
          Optional.empty(),
          settings);
    }
    Inspection inspection = read(set, table, table.get(), settings, shown);
    RowGuard guard = RowGuard.of(schema, table.get(), FirstRecords.OPERATION, Consent.TO_NOTHING);
    return inspection
        .records()
        .flatMap(FirstRecords::first)
        .flatMap(guard::problemOf)
        .map(problem -> inspection.withProblem(problem + "; --allowGeneratedKeys lets it"))
        .orElse(inspection);
  }

  private static Inspection read(
      FileSet set, Optional<Table> target, Table table, TextSettings settings, int shown) {
    FirstRecords records =
        FirstRecords.read(set, file -> settingsFor(file, set, target, settings), table, shown);
    return new Inspection(
        set, target, ImmutableList.copyOf(records.problems()), Optional.of(records), settings);
  }

  /** A file of text without a header has the columns of its table, or else numbers them. */
  private static TextSettings settingsFor(
      DataFile file, FileSet set, Optional<Table> target, TextSettings settings) {
    return target
        .map(table -> LoadColumns.byName().settings(settings, table, file))
        .orElseGet(
            () -> settings.withColumns(set.fields().stream().map(FieldDescription::name).toList()));
  }

  /** What else a user should know, a line each. */
  List<String> notes() {
    boolean numbered = set.format().takesCsvOptions() && target.isEmpty() && !settings.hasHeader();
    if (!numbered || set.fields().isEmpty()) {
      return List.of();
    }
    return List.of(
        looksLikeHeader()
            ? "the first record looks like a header; if it is one, give --hasHeader"
            : "without a header, an import takes the fields in the order of the table's columns;"
                + " here they are numbered");
  }

  /** Whether every field of the first record is a different word, and no later one is a number. */
  private boolean looksLikeHeader() {
    Map<String, Value> first =
        records.flatMap(FirstRecords::first).map(Mutation::asMap).orElse(Map.of());
    List<String> words =
        first.values().stream()
            .filter(value -> !value.isNull() && value.getType().equals(Type.string()))
            .map(Value::getString)
            .filter(text -> WORD.matcher(text).matches())
            .distinct()
            .toList();
    return !words.isEmpty() && words.size() == first.size();
  }

  private Inspection withProblem(String problem) {
    List<String> all = new ArrayList<>(problems);
    all.add(problem);
    return new Inspection(set, target, ImmutableList.copyOf(all), records, settings);
  }
}
