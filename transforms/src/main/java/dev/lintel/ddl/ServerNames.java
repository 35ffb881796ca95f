package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Ordering;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.ForeignKeyRows;
import dev.lintel.schema.InformationSchema;
import dev.lintel.schema.InformationSchema.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names that the server gave to constraints without a name in the DDL, found by the conditions
 * of the constraints. Not thread-safe.
 */
final class ServerNames {

  /**
   * The prefix of the constraints that the server creates for NOT NULL; the DDL does not have them.
   */
  private static final String NOT_NULL = "CK_IS_NOT_NULL_";

  private record NamedCheck(String name, String expression) {}

  private final Map<String, List<NamedCheck>> checks = new HashMap<>();
  private final ImmutableListMultimap<String, ForeignKey> foreignKeys;

  /** Queries the server only if the definition lacks names. */
  ServerNames(InformationSchema views, DatabaseDefinition definition) {
    if (definition.getTables().stream()
        .flatMap(table -> table.getChecks().stream())
        .anyMatch(check -> check.name().isEmpty())) {
      readChecks(views);
    }
    boolean anyKey =
        definition.getTables().stream()
            .flatMap(table -> table.getForeignKeys().stream())
            .anyMatch(key -> key.name().isEmpty());
    this.foreignKeys = anyKey ? readForeignKeys(views) : ImmutableListMultimap.of();
  }

  private static ImmutableListMultimap<String, ForeignKey> readForeignKeys(
      InformationSchema views) {
    try {
      return ForeignKeyRows.read(views);
    } catch (IllegalStateException e) {
      // A role that may not see all tables has to do without the names.
      return ImmutableListMultimap.of();
    }
  }

  TableDefinition complete(TableDefinition table) {
    return table.toBuilder().setChecks(namedChecks(table)).setForeignKeys(namedKeys(table)).build();
  }

  private void readChecks(InformationSchema views) {
    record Constraint(String schema, String name) {}

    Map<Constraint, String> expressions = new HashMap<>();
    for (Row row : views.rows("check_constraints", "constraint_schema")) {
      expressions.put(
          new Constraint(row.text("constraint_schema"), row.text("constraint_name")),
          row.text("check_clause"));
    }
    for (Row row : views.rows("table_constraints")) {
      String name = row.text("constraint_name");
      String expression = expressions.get(new Constraint(row.text("constraint_schema"), name));
      if (expression != null && !name.startsWith(NOT_NULL)) {
        checks
            .computeIfAbsent(views.tableName(row), table -> new ArrayList<>())
            .add(new NamedCheck(name, normalized(expression)));
      }
    }
    checks.values().forEach(list -> list.sort((a, b) -> a.name().compareTo(b.name())));
  }

  private ImmutableList<CheckDefinition> namedChecks(TableDefinition table) {
    List<NamedCheck> candidates = new ArrayList<>(checks.getOrDefault(table.getName(), List.of()));
    table.getChecks().stream()
        .flatMap(check -> check.name().stream())
        .forEach(name -> candidates.removeIf(c -> c.name().equalsIgnoreCase(name)));
    return table.getChecks().stream()
        .map(
            check ->
                check.name().isPresent()
                    ? check
                    : candidates.stream()
                        .filter(c -> c.expression().equals(normalized(check.expression())))
                        .findFirst()
                        .map(
                            c -> {
                              candidates.remove(c);
                              return check.withName(c.name());
                            })
                        .orElse(check))
        .collect(toImmutableList());
  }

  private ImmutableList<ForeignKeyDefinition> namedKeys(TableDefinition table) {
    List<ForeignKey> candidates = new ArrayList<>(foreignKeys.get(table.getName()));
    table.getForeignKeys().stream()
        .flatMap(key -> key.name().stream())
        .forEach(name -> candidates.removeIf(c -> c.getName().equalsIgnoreCase(name)));
    return table.getForeignKeys().stream()
        .map(
            key ->
                key.name().isPresent()
                    ? key
                    : candidates.stream()
                        .filter(c -> isSame(c, key.key()))
                        .findFirst()
                        .map(
                            c -> {
                              candidates.remove(c);
                              return key.withName(c.getName());
                            })
                        .orElse(key))
        .collect(toImmutableList());
  }

  /** Ignores the order of the columns, because the emulator changes it. */
  private static boolean isSame(ForeignKey one, ForeignKey other) {
    return one.getReferencedTable().equalsIgnoreCase(other.getReferencedTable())
        && sorted(one.getColumns()).equals(sorted(other.getColumns()))
        && sorted(one.getReferencedColumns()).equals(sorted(other.getReferencedColumns()));
  }

  private static List<String> sorted(List<String> names) {
    return Ordering.natural()
        .sortedCopy(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
  }

  private static String normalized(String expression) {
    return expression.strip().replaceAll("\\s+", " ");
  }
}
