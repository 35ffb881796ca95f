package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableSet;
import dev.lintel.schema.DatabaseSchema;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The tables that a statement names. Pure functions. */
public final class TableReferences {

  private TableReferences() {}

  /**
   * A table that a statement spells in another letter case than the database. The server does not
   * find it.
   */
  public record Misspelt(String inStatement, String inDatabase) {}

  /**
   * Returns the tables that the statements of a GoogleSQL script name in another letter case than a
   * database has them; empty for PostgreSQL, where they are other tables.
   */
  public static ImmutableSet<Misspelt> misspelt(
      Iterable<DdlStatement> statements, DatabaseSchema existing) {
    ImmutableSet.Builder<Misspelt> found = ImmutableSet.builder();
    for (DdlStatement statement : statements) {
      for (String name : existingTables(statement)) {
        existing
            .findTable(name)
            .filter(table -> !table.getName().equals(name))
            .ifPresent(table -> found.add(new Misspelt(name, table.getName())));
      }
    }
    return existing.getDialect() == Dialect.POSTGRESQL ? ImmutableSet.of() : found.build();
  }

  /** Returns the tables that have to exist before the statement runs. */
  private static Set<String> existingTables(DdlStatement statement) {
    Set<String> names = new LinkedHashSet<>(referenced(statement));
    statement.getTable().ifPresent(names::add);
    ScriptStatement.of(statement).parent().ifPresent(names::add);
    // A table may reference itself, and in the spelling of the statement.
    Optional<String> created =
        statement.getKind() == DdlStatement.Kind.TABLE ? statement.getName() : Optional.empty();
    created.ifPresent(names::remove);
    return names;
  }

  /**
   * Returns the tables that the foreign keys of a statement reference, as it spells them.
   *
   * @throws IllegalArgumentException if a foreign key cannot be parsed
   */
  static Set<String> referenced(DdlStatement statement) {
    Set<String> found = new LinkedHashSet<>();
    switch (statement.getKind()) {
      case TABLE ->
          TableRewriter.split(
              statement,
              key -> {
                found.add(key.getReferencedTable());
                return false;
              });
      case CONSTRAINT, COLUMN -> {
        DdlTokens tokens = statement.tokens();
        while (!tokens.atEnd()) {
          if (tokens.skip("REFERENCES")) {
            found.add(tokens.qualifiedName());
          } else {
            tokens.skipOne();
          }
        }
      }
      default -> {}
    }
    return found;
  }
}
