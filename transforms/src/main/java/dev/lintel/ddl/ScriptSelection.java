package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.ddl.DdlStatement.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Selects the statements that some tables of a script need. */
final class ScriptSelection {

  private final Dialect dialect;
  private final ImmutableSet<String> tables;
  private final List<ScriptStatement> needed = new ArrayList<>();
  private final Set<String> schemas = new HashSet<>();

  ScriptSelection(Dialect dialect, Set<String> tables, List<ScriptStatement> all) {
    this.dialect = dialect;
    this.tables = tables.stream().map(this::folded).collect(ImmutableSet.toImmutableSet());
    all.stream().filter(this::isOfTable).forEach(this::addNeeded);
    boolean more = true;
    while (more) {
      // A function may call another function.
      List<ScriptStatement> found =
          all.stream()
              .filter(s -> s.kind() == Kind.SEQUENCE || s.kind() == Kind.FUNCTION)
              .filter(s -> !needed.contains(s))
              .filter(s -> needed.stream().anyMatch(other -> other.names(s.name())))
              .toList();
      found.forEach(this::addNeeded);
      more = !found.isEmpty();
    }
  }

  List<ScriptStatement> of(List<ScriptStatement> statements) {
    return statements.stream().filter(this::isSelected).collect(ImmutableList.toImmutableList());
  }

  private void addNeeded(ScriptStatement statement) {
    needed.add(statement);
    int dot = statement.name().indexOf('.');
    if (dot >= 0) {
      schemas.add(statement.name().substring(0, dot).toLowerCase(Locale.ROOT));
    }
  }

  private boolean isSelected(ScriptStatement statement) {
    return switch (statement.kind()) {
      case PROTO_BUNDLE, LOCALITY_GROUP, PLACEMENT -> true;
      case SCHEMA -> schemas.contains(statement.name().toLowerCase(Locale.ROOT));
      case OTHER -> statement.setsDatabaseOptions();
      case SEQUENCE, FUNCTION -> needed.contains(statement);
      default -> isOfTable(statement);
    };
  }

  private boolean isOfTable(ScriptStatement statement) {
    return switch (statement.kind()) {
      case TABLE -> isSelected(statement.name());
      case COLUMN, INDEX -> isSelected(statement.table());
      case CONSTRAINT ->
          isSelected(statement.table())
              && referenced(statement).stream().allMatch(this::isSelected);
      default -> false;
    };
  }

  private static ImmutableList<String> referenced(ScriptStatement constraint) {
    DdlTokens tokens = constraint.statement().orElseThrow().tokens();
    while (!tokens.atEnd()) {
      if (tokens.skip("REFERENCES")) {
        return ImmutableList.of(tokens.qualifiedName());
      }
      tokens.skipOne();
    }
    return ImmutableList.of();
  }

  private boolean isSelected(String table) {
    return tables.contains(folded(table));
  }

  private String folded(String table) {
    return dialect == Dialect.POSTGRESQL ? table : table.toLowerCase(Locale.ROOT);
  }
}
