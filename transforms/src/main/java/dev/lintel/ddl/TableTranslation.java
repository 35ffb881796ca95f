package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table.OnDelete;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Translates one table. Of a table that the destination has, only what is created after the rows.
 * Used once; not thread-safe.
 */
final class TableTranslation {
  private final DatabaseDefinition definition;
  private final Dialect to;
  private final TargetTables tables;
  private final TargetTable target;
  private final List<String> problems;
  private final List<String> notes;
  private final Set<String> sequences = new LinkedHashSet<>();

  /**
   * @param tables all tables
   * @param target the one that is translated
   * @param problems takes what has no counterpart
   * @param notes takes what is left out
   */
  TableTranslation(
      DatabaseDefinition definition,
      Dialect to,
      TargetTables tables,
      TargetTable target,
      List<String> problems,
      List<String> notes) {
    this.definition = definition;
    this.to = to;
    this.tables = tables;
    this.target = target;
    this.problems = problems;
    this.notes = notes;
  }

  /** Returns the sequences that the table takes values from. */
  Set<String> sequences() {
    return sequences;
  }

  private boolean isOtherDialect() {
    return definition.getDialect() != to;
  }

  private String quote(String name) {
    return Identifiers.quote(to, name);
  }

  private String column(String name) {
    return quote(target.column(name).orElse(name));
  }

  private void problem(String text) {
    problems.add("table %s: %s".formatted(target.source(), text));
  }

  private void note(String text) {
    notes.add("table %s: %s".formatted(target.source(), text));
  }

  /**
   * Returns the statements for the table, its foreign keys and its indexes.
   *
   * @param unread the statements that add to the table and cannot be read
   */
  List<String> of(TableDefinition table, List<ScriptStatement> unread) {
    List<String> statements = new ArrayList<>();
    if (target.isCreated()) {
      statements.add(createTable(table));
      String prefix = table.getName() + ": ";
      definition.getNotExpressible().stream()
          .filter(text -> text.startsWith(prefix))
          .forEach(text -> problem(text.substring(prefix.length())));
    }
    var foreignKeys =
        new ForeignKeyTranslation(definition.getDialect(), to, tables, target, problems, notes);
    table.getForeignKeys().forEach(key -> foreignKeys.of(key).ifPresent(statements::add));
    var indexes = new IndexTranslation(to, tables, target, problems, notes);
    definition.getIndexes().stream()
        .filter(index -> index.getTable().equals(table.getName()))
        .forEach(index -> indexes.of(index).ifPresent(statements::add));
    unread.forEach(this::unread);
    return statements;
  }

  private void unread(ScriptStatement statement) {
    if (target.isCreated()) {
      problem("this statement cannot be read: " + statement.text());
    } else if (!target.hasIndex(statement.name()) && !target.hasForeignKey(statement.name())) {
      note("this statement cannot be read, and does not run: " + statement.text());
    }
  }

  private String createTable(TableDefinition table) {
    List<String> elements = new ArrayList<>();
    for (ColumnDefinition column : table.getColumns()) {
      if (target.keeps(column.getName())) {
        elements.add(column(table, column));
      }
    }
    for (CheckDefinition check : table.getChecks()) {
      check(table, check).ifPresent(elements::add);
    }
    String key = key(table);
    boolean isPostgres = to == Dialect.POSTGRESQL;
    if (isPostgres) {
      elements.add(key);
    }
    String interleave =
        table
            .getInterleave()
            .map(
                in ->
                    "%s INTERLEAVE IN %s%s%s"
                        .formatted(
                            isPostgres ? "" : ",",
                            in.kind() == TableDefinition.Interleave.Kind.IN_PARENT ? "PARENT " : "",
                            Identifiers.quoteQualified(to, tables.nameOf(in.parent())),
                            in.onDelete() == OnDelete.CASCADE ? " ON DELETE CASCADE" : ""))
            .orElse("");
    return "CREATE TABLE %s (\n  %s\n)%s%s"
        .formatted(
            Identifiers.quoteQualified(to, target.name()),
            String.join(",\n  ", elements),
            isPostgres ? "" : " " + key,
            interleave);
  }

  private String key(TableDefinition table) {
    List<String> columns = new ArrayList<>();
    for (KeyPart keyPart : table.getPrimaryKey()) {
      if (!target.keeps(keyPart.getColumn())) {
        problem("its key column %s is left out".formatted(keyPart.getColumn()));
      }
      boolean isDescending = keyPart.getOrder() == KeyPart.Order.DESC;
      if (isDescending && to == Dialect.POSTGRESQL) {
        problem(
            "its key is sorted by %s in descending order, which PostgreSQL has not"
                .formatted(keyPart.getColumn()));
      }
      columns.add(column(keyPart.getColumn()) + (isDescending ? " DESC" : ""));
      if (to == Dialect.POSTGRESQL && isOtherDialect()) {
        table.getColumns().stream()
            .filter(column -> column.getName().equalsIgnoreCase(keyPart.getColumn()))
            .filter(ColumnDefinition::isNullable)
            .forEach(
                column ->
                    note(
                        ("its key column %s gets NOT NULL, as all of PostgreSQL; rows without a"
                                + " value are rejected")
                            .formatted(column.getName())));
        table.getColumns().stream()
            .filter(column -> column.getName().equalsIgnoreCase(keyPart.getColumn()))
            .filter(column -> column.getType().getCode() == Type.Code.NUMERIC)
            .forEach(column -> problem("its key column %s is NUMERIC".formatted(column.getName())));
      }
    }
    return "PRIMARY KEY (" + String.join(", ", columns) + ")";
  }

  private String column(TableDefinition table, ColumnDefinition column) {
    StringBuilder ddl = new StringBuilder(column(column.getName()));
    ddl.append(' ').append(type(column));
    // In GoogleSQL the clauses have one order, with NOT NULL first.
    if (!column.isNullable()) {
      ddl.append(" NOT NULL");
    }
    column
        .getIdentity()
        .ifPresent(
            counter -> {
              String clauses = counter.copyClauses(to);
              ddl.append(" GENERATED BY DEFAULT AS IDENTITY");
              ddl.append(clauses.isEmpty() ? "" : " (" + clauses + ")");
            });
    column
        .getDefaultExpression()
        .flatMap(expression -> expression(table, column, "default", expression))
        .ifPresent(expression -> ddl.append(" DEFAULT (").append(expression).append(')'));
    column
        .getOnUpdateExpression()
        .flatMap(expression -> expression(table, column, "ON UPDATE", expression))
        .ifPresent(expression -> ddl.append(" ON UPDATE (").append(expression).append(')'));
    column
        .getGenerationExpression()
        .flatMap(expression -> expression(table, column, "generation", expression))
        .ifPresent(expression -> ddl.append(generated(column, expression)));
    if (column.isPlacementKey()) {
      problem("its column %s is a PLACEMENT KEY".formatted(column.getName()));
    }
    if (column.isHidden()) {
      if (isOtherDialect()) {
        problem("its column %s is HIDDEN".formatted(column.getName()));
      }
      ddl.append(" HIDDEN");
    }
    return ddl.append(options(column)).toString();
  }

  private String generated(ColumnDefinition column, String expression) {
    String stored = column.isStored() ? " STORED" : to == Dialect.POSTGRESQL ? " VIRTUAL" : "";
    return to == Dialect.POSTGRESQL
        ? " GENERATED ALWAYS AS (%s)%s".formatted(expression, stored)
        : " AS (%s)%s".formatted(expression, stored);
  }

  private String type(ColumnDefinition column) {
    if (!isOtherDialect()) {
      return column.getSqlType();
    }
    Optional<String> translated =
        TypeTranslation.of(column.getSqlType(), definition.getDialect(), isCommitTimestamp(column));
    if (translated.isEmpty()) {
      problem(
          "its column %s is %s, which the other dialect has not"
              .formatted(column.getName(), column.getSqlType()));
    }
    return translated.orElse(column.getSqlType());
  }

  private static boolean isCommitTimestamp(ColumnDefinition column) {
    return column.getOptions().stream()
        .anyMatch(
            option ->
                option.name().equals("allow_commit_timestamp")
                    && option.value().equalsIgnoreCase("true"));
  }

  private String options(ColumnDefinition column) {
    List<String> options = new ArrayList<>();
    for (DdlOption option : column.getOptions()) {
      if (!isOtherDialect()) {
        options.add(option.name() + " = " + option.value());
      } else if (!option.name().equals("allow_commit_timestamp")) {
        problem("its column %s has the option %s".formatted(column.getName(), option.name()));
      }
    }
    if (isOtherDialect()
        && to == Dialect.GOOGLE_STANDARD_SQL
        && TypeTranslation.isCommitTimestamp(column.getSqlType())) {
      options.add("allow_commit_timestamp = true");
    }
    return options.isEmpty() ? "" : " OPTIONS (" + String.join(", ", options) + ")";
  }

  private Optional<String> expression(
      TableDefinition table, ColumnDefinition column, String what, String expression) {
    CounterUse.sequenceName(expression)
        .flatMap(
            name -> Identifiers.find(definition.getSequences(), SequenceDefinition::name, name))
        .ifPresent(sequence -> sequences.add(sequence.name()));
    if (!isOtherDialect()) {
      changedColumn(table, expression)
          .ifPresent(
              name ->
                  problem(
                      ("the %s expression of its column %s has the column %s, which is renamed or"
                              + " left out")
                          .formatted(what, column.getName(), name)));
      return Optional.of(expression);
    }
    Optional<String> translated = ExpressionTranslation.of(expression, definition.getDialect());
    if (translated.isEmpty()) {
      problem(
          "the %s expression of its column %s, %s, is not translated"
              .formatted(what, column.getName(), expression));
    }
    return translated;
  }

  private Optional<String> check(TableDefinition table, CheckDefinition check) {
    if (isOtherDialect()) {
      problem("its check constraint (%s) is not translated".formatted(check.expression()));
      return Optional.empty();
    }
    Optional<String> changed = changedColumn(table, check.expression());
    if (changed.isPresent()) {
      note(
          "the check constraint (%s) is not created, because its column %s is renamed or left out"
              .formatted(check.expression(), changed.get()));
      return Optional.empty();
    }
    String name = check.name().map(n -> "CONSTRAINT " + quote(n) + " ").orElse("");
    return Optional.of("%sCHECK (%s)".formatted(name, check.expression()));
  }

  /** Returns a column of another name, or without one, that an expression names. */
  private Optional<String> changedColumn(TableDefinition table, String expression) {
    return table.getColumns().stream()
        .map(ColumnDefinition::getName)
        .filter(name -> target.column(name).filter(name::equals).isEmpty())
        .filter(
            name ->
                Pattern.compile("\\b" + Pattern.quote(name) + "\\b", Pattern.CASE_INSENSITIVE)
                    .matcher(expression)
                    .find())
        .findFirst();
  }
}
