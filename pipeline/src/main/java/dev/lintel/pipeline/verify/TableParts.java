package dev.lintel.pipeline.verify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.ddl.CheckDefinition;
import dev.lintel.ddl.ColumnDefinition;
import dev.lintel.ddl.ForeignKeyDefinition;
import dev.lintel.ddl.TableDefinition;
import dev.lintel.pipeline.verify.SchemaDifference.Part;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Index;
import dev.lintel.schema.Table;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The parts of a table that do not decide which rows it has, each as a text by its name, so that
 * two tables can be compared. Pure.
 *
 * <p>Names and columns are in lower case, because the dialects fold them differently. The texts of
 * expressions are compared within a dialect only: between dialects it matters whether there is one.
 */
final class TableParts {

  /** Those that only the DDL says. */
  static final ImmutableList<Part> OF_DEFINITIONS =
      ImmutableList.of(Part.DEFAULT, Part.INTERLEAVING, Part.FOREIGN_KEY, Part.CHECK);

  private TableParts() {}

  /** The secondary indexes, without those that the server has made for foreign keys. */
  static Map<String, String> indexes(Table table) {
    Map<String, String> indexes = new TreeMap<>();
    for (Index index : table.getIndexes()) {
      if (!index.isManaged()) {
        indexes.put(lower(index.getName()), text(index));
      }
    }
    return indexes;
  }

  private static String text(Index index) {
    String key =
        index.getKeyParts().stream()
            .map(part -> lower(part.getColumn()) + " " + part.getOrder())
            .collect(Collectors.joining(", ", "(", ")"));
    var stored = new TreeSet<String>();
    index.getStoredColumns().forEach(column -> stored.add(lower(column)));
    return (index.isUnique() ? "UNIQUE " : "")
        + (index.isNullFiltered() ? "NULL_FILTERED " : "")
        + key
        + (stored.isEmpty() ? "" : " STORING (" + String.join(", ", stored) + ")");
  }

  /**
   * The parts of one kind.
   *
   * @param part one of {@link #OF_DEFINITIONS}
   * @param withExpressions whether the texts of expressions can be compared
   */
  static Map<String, String> of(Part part, TableDefinition table, boolean withExpressions) {
    return switch (part) {
      case DEFAULT -> defaults(table, withExpressions);
      case INTERLEAVING ->
          table
              .getInterleave()
              .map(
                  interleave ->
                      Map.of(
                          "",
                          "%s %s ON DELETE %s"
                              .formatted(
                                  interleave.kind(),
                                  lower(interleave.parent()),
                                  interleave.onDelete())))
              .orElseGet(Map::of);
      case FOREIGN_KEY -> foreignKeys(table);
      case CHECK -> checks(table, withExpressions);
      default -> throw new IllegalArgumentException("Not of a definition: " + part);
    };
  }

  private static Map<String, String> defaults(TableDefinition table, boolean withExpressions) {
    Map<String, String> defaults = new TreeMap<>();
    for (ColumnDefinition column : table.getColumns()) {
      String text =
          ImmutableMap.of(
                  "DEFAULT", column.getDefaultExpression(),
                  "ON UPDATE", column.getOnUpdateExpression(),
                  "AS", column.getGenerationExpression(),
                  "IDENTITY", column.getIdentity().map(counter -> ""))
              .entrySet()
              .stream()
              .filter(clause -> clause.getValue().isPresent())
              .map(
                  clause ->
                      withExpressions
                          ? "%s (%s)".formatted(clause.getKey(), clause.getValue().get())
                          : clause.getKey())
              .collect(Collectors.joining(" "));
      if (!text.isEmpty()) {
        defaults.put(lower(column.getName()), text);
      }
    }
    return defaults;
  }

  /**
   * By what they reference, because the server names those without a name differently each time.
   */
  private static Map<String, String> foreignKeys(TableDefinition table) {
    Map<String, String> keys = new TreeMap<>();
    for (ForeignKeyDefinition definition : table.getForeignKeys()) {
      ForeignKey key = definition.key();
      var pairs = new TreeSet<String>();
      for (int i = 0; i < key.getColumns().size(); i++) {
        pairs.add(
            lower(key.getColumns().get(i))
                + (i < key.getReferencedColumns().size()
                    ? " = " + lower(key.getReferencedColumns().get(i))
                    : ""));
      }
      keys.put(
          "(%s) of %s".formatted(String.join(", ", pairs), lower(key.getReferencedTable())),
          "ON DELETE %s%s"
              .formatted(
                  definition.key().getOnDelete(), definition.enforced() ? "" : " NOT ENFORCED"));
    }
    return keys;
  }

  private static Map<String, String> checks(TableDefinition table, boolean withExpressions) {
    Map<String, String> checks = new TreeMap<>();
    if (withExpressions) {
      for (CheckDefinition check : table.getChecks()) {
        checks.put(check.expression(), "present");
      }
    } else if (!table.getChecks().isEmpty()) {
      checks.put("constraints", "%d in number".formatted(table.getChecks().size()));
    }
    return checks;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
