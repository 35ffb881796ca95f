package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.Strings;
import dev.lintel.pipeline.formats.FieldDescription;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The text of a CREATE TABLE to start from, with comments about what has to be checked. */
final class CreateTable {
  private static final int LONGEST_NAME = 128;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}");

  private final Dialect dialect;
  private final String table;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> legalNames;

  private record Line(String column, String type, String comment) {}

  private CreateTable(Dialect dialect, Table proposed) {
    this.dialect = dialect;
    this.table = legalTable(proposed.getName());
    this.legalNames = legal(proposed.getColumns());
  }

  /**
   * Composes the statement.
   *
   * @param origin the files, in words
   * @param fields those of the files
   * @param proposed the columns for them
   * @param key empty if no column can be a key
   */
  static String of(
      Dialect dialect,
      String origin,
      List<FieldDescription> fields,
      ProposedTable proposed,
      Optional<KeyChoice> key) {
    var ddl = new CreateTable(dialect, proposed.table());
    ddl.compose(origin, fields, proposed, key);
    return String.join("\n", ddl.lines);
  }

  private void compose(
      String origin,
      List<FieldDescription> fields,
      ProposedTable proposed,
      Optional<KeyChoice> key) {
    comment("From " + origin + ". Check the types, NOT NULL and the key.");
    lines.add("CREATE TABLE %s (".formatted(Identifiers.quoteQualified(dialect, table)));
    List<Line> columns = new ArrayList<>();
    for (Column column : proposed.table().getColumns()) {
      FieldDescription field =
          fields.stream().filter(f -> f.name().equals(column.getName())).findFirst().orElseThrow();
      columns.add(line(column, field, key.stream().anyMatch(k -> contains(k, column))));
    }
    int names = columns.stream().mapToInt(line -> line.column().length()).max().orElse(0);
    int types = columns.stream().mapToInt(line -> line.type().length()).max().orElse(0);
    for (Line line : columns) {
      String definition = Strings.padEnd(line.column(), names, ' ') + " " + line.type() + ",";
      lines.add(
          line.comment().isEmpty()
              ? "  " + definition
              : "  "
                  + Strings.padEnd(definition, names + types + 2, ' ')
                  + " -- "
                  + line.comment());
    }
    proposed.problems().forEach(problem -> comment("  ", "left out: " + problem));
    key.ifPresentOrElse(this::addKey, this::addNoKey);
  }

  private static boolean contains(KeyChoice key, Column column) {
    return key.columns().contains(column.getName());
  }

  private Line line(Column column, FieldDescription field, boolean inKey) {
    String name = legalNames.get(column.getName());
    List<String> comments = new ArrayList<>();
    if (field.isSeen() && !ProposedTable.words(field).isEmpty()) {
      comments.add(ProposedTable.words(field));
    }
    if (!field.isSeen()) {
      comments.add("no record has a value");
    }
    if (!name.equals(column.getName())) {
      comments.add("named \"%s\" in the file".formatted(column.getName()));
    }
    String notNull = inKey || !column.isNullable() ? " NOT NULL" : "";
    return new Line(
        Identifiers.quote(dialect, name),
        column.getTypeName() + notNull,
        CellText.printable(String.join(", ", comments)));
  }

  private void addKey(KeyChoice key) {
    List<String> columns =
        key.columns().stream()
            .map(name -> Identifiers.quote(dialect, legalNames.get(name)))
            .toList();
    comment("  ", "Check this key: " + key.reason() + ".");
    String clause = "PRIMARY KEY (" + String.join(", ", columns) + ")";
    if (dialect == Dialect.POSTGRESQL) {
      lines.add("  " + clause);
      lines.add(");");
    } else {
      lines.add(") " + clause + ";");
    }
  }

  /** Not a statement that runs: a table with an empty key has at most one row. */
  private void addNoKey() {
    comment("  ", "No column can be the key. Add one.");
    lines.add(dialect == Dialect.POSTGRESQL ? "  PRIMARY KEY ?" : ") PRIMARY KEY ?;");
    if (dialect == Dialect.POSTGRESQL) {
      lines.add(");");
    }
  }

  private void comment(String text) {
    comment("", text);
  }

  private void comment(String indent, String text) {
    lines.add(indent + "-- " + CellText.printable(text));
  }

  /** A dot separates the schema from the table. */
  private static String legalTable(String name) {
    int dot = name.indexOf('.');
    return dot > 0
        ? legal(name.substring(0, dot)) + "." + legal(name.substring(dot + 1))
        : legal(name);
  }

  /** Legal names of columns; one that becomes the same as an earlier one gets a number. */
  private static Map<String, String> legal(List<Column> columns) {
    Map<String, String> names = new HashMap<>();
    var taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    // A name that stays as it is goes before one that is replaced.
    columns.stream()
        .map(Column::getName)
        .filter(name -> legal(name).equals(name))
        .forEach(taken::add);
    for (Column column : columns) {
      String legal = legal(column.getName());
      String name = legal;
      for (int n = 2; !name.equals(column.getName()) && !taken.add(name); n++) {
        String number = "_" + n;
        name =
            legal.substring(0, Math.min(legal.length(), LONGEST_NAME - number.length())) + number;
      }
      names.put(column.getName(), name);
    }
    return names;
  }

  /** The name with every character replaced that no name in Spanner has. */
  private static String legal(String name) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    String replaced = name.replaceAll("[^A-Za-z0-9_]", "_");
    String begun = replaced.matches("[A-Za-z].*") ? replaced : "c" + replaced;
    return begun.substring(0, Math.min(begun.length(), LONGEST_NAME));
  }
}
