package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.Strings;
import dev.lintel.pipeline.formats.FieldDescription;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The text of a CREATE TABLE to start from, with comments about what has to be checked. */
final class CreateTable {
  private static final int LONGEST_NAME = 128;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}");

  private final Dialect dialect;
  private final String table;
  private final List<String> lines = new ArrayList<>();

  private record Line(String column, String type, String comment) {}

  private CreateTable(Dialect dialect, String table) {
    this.dialect = dialect;
    this.table = table;
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
    var ddl = new CreateTable(dialect, legalTable(proposed.table().getName()));
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
    String name = legal(column.getName());
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
        key.columns().stream().map(name -> Identifiers.quote(dialect, legal(name))).toList();
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
