package dev.lintel.transforms;

import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.LoadOrder;
import dev.lintel.schema.RowDependencies;
import dev.lintel.schema.RowLinks;
import dev.lintel.schema.ServerMadeKeys;
import dev.lintel.schema.Table;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The tables of a schema, and what decides the place of their rows. Immutable. */
final class TableRanks {

  /**
   * A table.
   *
   * @param name as the database spells it
   * @param level a table depends only on tables of lower levels
   * @param order of its rows
   * @param links how its rows depend on others; null if they never have to wait
   * @param madeKeys the writes whose key the server makes
   */
  record Rank(
      String name, int level, KeyOrder order, @Nullable RowLinks links, ServerMadeKeys madeKeys) {}

  private final Map<String, Rank> ranks = new HashMap<>();
  private final Map<String, Rank> ranksByLowerCase = new HashMap<>();

  TableRanks(DatabaseSchema schema) {
    var order = LoadOrder.withoutCycles(schema);
    var dependencies = RowDependencies.of(schema, order);
    for (Table table : schema.getTables()) {
      String name = table.getName();
      // No level is always right for a table of a cycle, so its rows come last.
      int level = order.getTables().contains(name) ? order.getLevel(name) : PlannedRow.CYCLE_LEVEL;
      var rank =
          new Rank(
              name, level, KeyOrder.of(table), dependencies.find(name), ServerMadeKeys.of(table));
      ranks.put(name, rank);
      ranksByLowerCase.put(lowerCase(name), rank);
    }
  }

  /** Returns the rank of a table. Prefers the exact spelling, because PostgreSQL has both. */
  @Nullable Rank find(String table) {
    Rank rank = ranks.get(table);
    return rank == null ? ranksByLowerCase.get(lowerCase(table)) : rank;
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
