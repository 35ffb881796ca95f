package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Maps;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Adds to the text of a database's DDL what the server shows elsewhere. Used once; not thread-safe.
 */
final class DefinitionText {

  private final Dialect dialect;
  private final ImmutableMap<String, TableDefinition> tables;
  private final ImmutableMap<String, SequenceDefinition> sequences;
  private final ListMultimap<String, CheckDefinition> checks = ArrayListMultimap.create();
  private final ListMultimap<String, ForeignKeyDefinition> keys = ArrayListMultimap.create();

  DefinitionText(DatabaseDefinition definition) {
    this.dialect = definition.getDialect();
    this.tables = Maps.uniqueIndex(definition.getTables(), TableDefinition::getName);
    this.sequences = Maps.uniqueIndex(definition.getSequences(), SequenceDefinition::name);
    for (TableDefinition table : definition.getTables()) {
      checks.putAll(table.getName(), table.getChecks());
      keys.putAll(table.getName(), table.getForeignKeys());
    }
  }

  /** Returns the statement with what it lacks; one that cannot be read is returned unchanged. */
  String complete(String ddl) {
    ScriptStatement statement = ScriptStatement.of(dialect, ddl);
    try {
      return complete(statement);
    } catch (IllegalArgumentException e) {
      return statement.text();
    }
  }

  private String complete(ScriptStatement statement) {
    if (statement.kind() == Kind.TABLE && tables.containsKey(statement.name())) {
      return table(statement.statement().orElseThrow(), tables.get(statement.name()));
    }
    if (statement.kind() == Kind.SEQUENCE && sequences.containsKey(statement.name())) {
      return sequence(statement.statement().orElseThrow(), sequences.get(statement.name()));
    }
    return statement.kind() == Kind.CONSTRAINT
        ? constraint(statement.statement().orElseThrow(), statement.table())
        : statement.text();
  }

  private String constraint(DdlStatement statement, String table) {
    DdlTokens tokens = statement.tokens();
    TableElement.skipToAdded(tokens);
    String head = tokens.textBefore();
    int start = tokens.position();
    tokens.rest();
    String text = tokens.textFrom(start);
    TableElement element = TableElement.added(statement);
    Optional<String> name =
        element.kind() == TableElement.ElementKind.CHECK
            ? checkName(element, checks.get(table))
            : keyName(element, keys.get(table));
    return head + named(element, text, name);
  }

  private String table(DdlStatement statement, TableDefinition table) {
    return TableRewriter.rewritten(
        statement,
        (element, text) ->
            switch (element.kind()) {
              case CHECK -> named(element, text, checkName(element, checks.get(table.getName())));
              case FOREIGN_KEY -> named(element, text, keyName(element, keys.get(table.getName())));
              case COLUMN -> column(element, text, table);
              default -> text;
            });
  }

  private static Optional<String> checkName(TableElement element, List<CheckDefinition> checks) {
    String expression = element.tokens().parenthesizedText();
    Optional<CheckDefinition> found =
        checks.stream().filter(check -> check.expression().equals(expression)).findFirst();
    found.ifPresent(checks::remove);
    return found.flatMap(CheckDefinition::name);
  }

  private static Optional<String> keyName(TableElement element, List<ForeignKeyDefinition> keys) {
    ForeignKeyDefinition read = ForeignKeyReader.read("", element.tokens());
    Optional<ForeignKeyDefinition> found =
        keys.stream().filter(key -> key.withName("").equals(read)).findFirst();
    found.ifPresent(keys::remove);
    return found.flatMap(ForeignKeyDefinition::name);
  }

  private String named(TableElement element, String text, Optional<String> name) {
    return element.name() != null || name.isEmpty()
        ? text
        : "CONSTRAINT " + Identifiers.quote(dialect, name.get()) + " " + text;
  }

  private String column(TableElement element, String text, TableDefinition table) {
    Optional<ColumnDefinition> found =
        table.getColumns().stream()
            .filter(column -> column.getName().equals(element.name()))
            .findFirst();
    Optional<CounterDefinition> used =
        found.flatMap(ColumnDefinition::getIdentity).filter(c -> c.live().isPresent());
    if (used.isPresent()) {
      return identity(element.tokens(), used.get()).orElse(text);
    }
    return found
        .filter(column -> column.getGenerationExpression().isPresent())
        .map(column -> generated(element.tokens(), column))
        .orElse(text);
  }

  private Optional<String> identity(DdlTokens tokens, CounterDefinition counter) {
    while (!tokens.atEnd()) {
      if (tokens.skip("AS", "IDENTITY")) {
        String head = tokens.textFrom(0);
        if (tokens.nextIs("(")) {
          tokens.parenthesized();
        }
        String clauses = counter.copyClauses(dialect);
        return Optional.of((head + " (" + clauses + ") " + tokens.rest()).strip());
      }
      tokens.next();
    }
    return Optional.empty();
  }

  /** The emulator's DDL has STORED on every generated column, and HIDDEN on none. */
  private String generated(DdlTokens tokens, ColumnDefinition column) {
    List<String> edited = new ArrayList<>();
    int kept = 0;
    boolean saysHidden = false;
    while (!tokens.atEnd()) {
      int start = tokens.position();
      if (!column.isStored() && tokens.skip("STORED")) {
        edited.add(tokens.text(kept, start));
        kept = tokens.position();
        if (dialect == Dialect.POSTGRESQL) {
          edited.add("VIRTUAL");
        }
      } else {
        saysHidden |= tokens.nextAre("HIDDEN");
        tokens.skipOne();
      }
    }
    edited.add(tokens.textFrom(kept));
    if (column.isHidden() && !saysHidden) {
      edited.add("HIDDEN");
    }
    return edited.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
  }

  private String sequence(DdlStatement statement, SequenceDefinition sequence) {
    CounterDefinition counter = sequence.counter();
    if (counter.live().isEmpty()) {
      return statement.getText();
    }
    return "CREATE SEQUENCE %s %s"
        .formatted(
            Identifiers.quoteQualified(dialect, sequence.name()), counter.copyClauses(dialect));
  }
}
