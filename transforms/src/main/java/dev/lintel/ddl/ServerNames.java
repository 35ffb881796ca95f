package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Ordering;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.ForeignKeyRows;
import dev.lintel.schema.InformationSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The names that the server gave to constraints without a name in the DDL, found by the conditions
 * of the constraints. A name that a statement cannot give, because the dialect would cut it, is
 * left out: a server gives it again. Not thread-safe.
 */
final class ServerNames {

  private final Dialect dialect;
  private final ImmutableListMultimap<String, CheckDefinition> checks;
  private final ImmutableListMultimap<String, ForeignKey> foreignKeys;

  /** Queries the server only if the definition lacks names. */
  ServerNames(InformationSchema views, DatabaseDefinition definition) {
    this.dialect = views.dialect();
    boolean anyCheck =
        definition.getTables().stream()
            .flatMap(table -> table.getChecks().stream())
            .anyMatch(check -> check.name().isEmpty());
    this.checks = anyCheck ? CheckRows.read(views) : ImmutableListMultimap.of();
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

  private ImmutableList<CheckDefinition> namedChecks(TableDefinition table) {
    List<CheckDefinition> candidates = new ArrayList<>(checks.get(table.getName()));
    table.getChecks().stream()
        .flatMap(check -> check.name().stream())
        .forEach(name -> candidates.removeIf(c -> nameOf(c).equalsIgnoreCase(name)));
    return table.getChecks().stream()
        .map(
            check ->
                check.name().isPresent()
                    ? check
                    : candidates.stream()
                        .filter(c -> isSame(c, check))
                        .findFirst()
                        .map(
                            c -> {
                              candidates.remove(c);
                              return canBeGiven(nameOf(c)) ? check.withName(nameOf(c)) : check;
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
                              return canBeGiven(c.getName()) ? key.withName(c.getName()) : key;
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

  private boolean canBeGiven(String name) {
    return dialect != Dialect.POSTGRESQL || PostgresNames.fits(name);
  }

  private static String nameOf(CheckDefinition check) {
    return check.name().orElse("");
  }

  private static boolean isSame(CheckDefinition one, CheckDefinition other) {
    return normalized(one.expression()).equals(normalized(other.expression()));
  }

  private static String normalized(String expression) {
    return expression.strip().replaceAll("\\s+", " ");
  }
}
