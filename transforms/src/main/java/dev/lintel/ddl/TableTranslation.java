package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.TranslatedSchema.Part;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table.OnDelete;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Translates one table. Used once; not thread-safe. */
final class TableTranslation {
  private final DatabaseDefinition definition;
  private final Dialect to;
  private final List<Part> parts;
  private final Part part;
  private final List<String> problems;
  private final List<String> notes;
  private final Set<String> sequences = new LinkedHashSet<>();

  /**
   * @param parts all tables that are translated
   * @param problems takes what has no counterpart
   * @param notes takes what is left out because a column is
   */
  TableTranslation(
      DatabaseDefinition definition,
      Dialect to,
      List<Part> parts,
      Part part,
      List<String> problems,
      List<String> notes) {
    this.definition = definition;
    this.to = to;
    this.parts = parts;
    this.part = part;
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
    return quote(part.name(name));
  }

  private void problem(String text) {
    problems.add("table %s: %s".formatted(part.table(), text));
  }

  private void note(String text) {
    notes.add("table %s: %s".formatted(part.table(), text));
  }

  /** Returns the statements for the table, its foreign keys and its indexes. */
  List<String> of(TableDefinition table) {
    List<String> statements = new ArrayList<>();
    statements.add(createTable(table));
    table.getForeignKeys().forEach(key -> foreignKey(key).ifPresent(statements::add));
    definition.getIndexes().stream()
        .filter(index -> index.getTable().equals(table.getName()))
        .forEach(
            index ->
                new IndexTranslation(to, part, problems, notes)
                    .of(index)
                    .ifPresent(statements::add));
    String prefix = table.getName() + ": ";
    definition.getNotExpressible().stream()
        .filter(text -> text.startsWith(prefix))
        .forEach(text -> problem(text.substring(prefix.length())));
    return statements;
  }

  private String createTable(TableDefinition table) {
    List<String> elements = new ArrayList<>();
    for (ColumnDefinition column : table.getColumns()) {
      if (part.keeps(column.getName())) {
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
                            Identifiers.quoteQualified(to, in.parent()),
                            in.onDelete() == OnDelete.CASCADE ? " ON DELETE CASCADE" : ""))
            .orElse("");
    return "CREATE TABLE %s (\n  %s\n)%s%s"
        .formatted(
            Identifiers.quoteQualified(to, table.getName()),
            String.join(",\n  ", elements),
            isPostgres ? "" : " " + key,
            interleave);
  }

  private String key(TableDefinition table) {
    List<String> columns = new ArrayList<>();
    for (KeyPart keyPart : table.getPrimaryKey()) {
      if (!part.keeps(keyPart.getColumn())) {
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
    column
        .getIdentity()
        .ifPresent(
            counter -> {
              String clauses = counter.copyClauses(to);
              ddl.append(" GENERATED BY DEFAULT AS IDENTITY");
              ddl.append(clauses.isEmpty() ? "" : " (" + clauses + ")");
            });
    if (!column.isNullable()) {
      ddl.append(" NOT NULL");
    }
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
        .filter(name -> !part.keeps(name) || !part.name(name).equals(name))
        .filter(
            name ->
                Pattern.compile("\\b" + Pattern.quote(name) + "\\b", Pattern.CASE_INSENSITIVE)
                    .matcher(expression)
                    .find())
        .findFirst();
  }

  private Optional<String> foreignKey(ForeignKeyDefinition definition) {
    ForeignKey key = definition.key();
    Optional<Part> referenced =
        parts.stream().filter(other -> other.table().equals(key.getReferencedTable())).findFirst();
    if (referenced.isEmpty()) {
      note(
          "the foreign key %s is not created, because %s is not"
              .formatted(key.getName(), key.getReferencedTable()));
      return Optional.empty();
    }
    Optional<String> leftOut =
        ImmutableList.<String>builder()
            .addAll(key.getColumns().stream().filter(name -> !part.keeps(name)).toList())
            .addAll(
                key.getReferencedColumns().stream()
                    .filter(name -> !referenced.get().keeps(name))
                    .toList())
            .build()
            .stream()
            .findFirst();
    if (leftOut.isPresent()) {
      note(
          "the foreign key %s is not created, because its column %s is left out"
              .formatted(key.getName(), leftOut.get()));
      return Optional.empty();
    }
    if (!definition.enforced() && isOtherDialect() && to == Dialect.POSTGRESQL) {
      problem("its foreign key %s is NOT ENFORCED".formatted(key.getName()));
    }
    return Optional.of(
        "ALTER TABLE %s ADD %sFOREIGN KEY (%s) REFERENCES %s (%s)%s%s"
            .formatted(
                Identifiers.quoteQualified(to, part.table()),
                definition.name().map(name -> "CONSTRAINT " + quote(name) + " ").orElse(""),
                key.getColumns().stream().map(this::column).collect(Collectors.joining(", ")),
                Identifiers.quoteQualified(to, key.getReferencedTable()),
                key.getReferencedColumns().stream()
                    .map(name -> quote(referenced.get().name(name)))
                    .collect(Collectors.joining(", ")),
                definition.onDelete() == OnDelete.CASCADE ? " ON DELETE CASCADE" : "",
                definition.enforced() ? "" : " NOT ENFORCED"));
  }
}
