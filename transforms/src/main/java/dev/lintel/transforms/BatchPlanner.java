package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.Iterables;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.LoadOrder;
import dev.lintel.schema.MutationWeights;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Groups the rows of a bundle into sorted batches within the limits, and the batches into stages.
 * The batches of one stage can be committed at the same time and in any order. Thread-safe.
 *
 * <p>Rows keep their order where it matters: writes and deletes never overtake each other, and two
 * mutations of one key stay in order.
 */
final class BatchPlanner {

  /** A row and what decides its place. */
  private static final class Item {
    private final PendingRow row;
    private final boolean delete;
    private final boolean single;
    private final boolean mayComeTooEarly;
    private final int level;
    private final String table;
    private final byte[] key;

    Item(PendingRow row, boolean delete, boolean single, @Nullable TableRank rank, byte[] key) {
      this.row = row;
      this.delete = delete;
      this.single = single;
      this.mayComeTooEarly = rank != null && rank.mayComeTooEarly;
      this.level = rank == null ? 0 : rank.level;
      this.table = rank == null ? row.mutation().getTable() : rank.name;
      this.key = key;
    }

    boolean isSameRowAs(Item other) {
      return table.equals(other.table) && KeyOrder.compare(key, other.key) == 0;
    }
  }

  /** A table of the schema, and what decides the place of its rows. */
  private record TableRank(String name, int level, KeyOrder order, boolean mayComeTooEarly) {}

  private static final byte[] NO_KEY = new byte[0];

  private final Map<String, TableRank> tables = new HashMap<>();
  private final Map<String, TableRank> tablesByLowerCase = new HashMap<>();
  private final MutationWeights weights;
  private final BatchLimits limits;

  BatchPlanner(DatabaseSchema schema, BatchLimits limits) {
    this.weights = MutationWeights.of(schema);
    this.limits = limits;
    var order = LoadOrder.withoutCycles(schema);
    for (Table table : schema.getTables()) {
      String name = table.getName();
      // No level is always right for a table of a cycle, so its rows come last.
      boolean cyclic = !order.getTables().contains(name);
      int level = cyclic ? Integer.MAX_VALUE : order.getLevel(name);
      var rank =
          new TableRank(name, level, KeyOrder.of(table), cyclic || table.isSelfReferencing());
      tables.put(name, rank);
      tablesByLowerCase.put(lowerCase(name), rank);
    }
  }

  /** Returns the stages, to be committed one after the other. */
  List<List<Batch>> plan(List<PendingRow> rows) {
    List<Item> items = sorted(rows);
    if (fitIntoOne(items)) {
      return List.of(List.of(batch(items)));
    }
    List<List<Batch>> stages = new ArrayList<>();
    List<Batch> stage = new ArrayList<>();
    List<Item> batch = new ArrayList<>();
    var load = new Load();
    Item last = null;
    for (Item item : items) {
      boolean barrier = last != null && (item.delete != last.delete || item.level != last.level);
      if (!batch.isEmpty() && (barrier || !load.takes(item))) {
        stage.add(batch(batch));
        batch = new ArrayList<>();
        load = new Load();
        if (barrier || dependent(last, item)) {
          stages.add(stage);
          stage = new ArrayList<>();
        }
      }
      load.add(item);
      batch.add(item);
      last = item;
    }
    if (!batch.isEmpty()) {
      stage.add(batch(batch));
      stages.add(stage);
    }
    return stages;
  }

  private boolean fitIntoOne(List<Item> items) {
    var load = new Load();
    for (Item item : items) {
      if (!load.takes(item)) {
        return false;
      }
      load.add(item);
    }
    return true;
  }

  private static Batch batch(List<Item> items) {
    boolean tooEarly = items.stream().anyMatch(item -> item.mayComeTooEarly);
    return new Batch(
        segments(items), tooEarly ? Batch.Kind.SELF_REFERENCING : Batch.Kind.INDEPENDENT);
  }

  private static List<List<PendingRow>> segments(List<Item> items) {
    List<List<PendingRow>> segments = new ArrayList<>();
    Item last = null;
    for (Item item : items) {
      if (last == null
          || item.delete != last.delete
          || item.level != last.level
          || dependent(last, item)) {
        segments.add(new ArrayList<>());
      }
      Iterables.getLast(segments).add(item.row);
      last = item;
    }
    return segments;
  }

  private static boolean dependent(Item before, Item after) {
    return !before.single || !after.single || before.isSameRowAs(after);
  }

  /** Sorts within each run of writes and each run of deletes. */
  private List<Item> sorted(List<PendingRow> rows) {
    List<Item> items = new ArrayList<>(rows.size());
    for (PendingRow row : rows) {
      items.add(describe(row));
    }
    int start = 0;
    for (int i = 1; i <= items.size(); i++) {
      if (i == items.size() || items.get(i).delete != items.get(start).delete) {
        items.subList(start, i).sort(order(items.get(start).delete));
        start = i;
      }
    }
    return items;
  }

  private static Comparator<Item> order(boolean delete) {
    Comparator<Item> levels = Comparator.comparingInt(item -> item.level);
    return (delete ? levels.reversed() : levels)
        .thenComparing(item -> item.table)
        .thenComparing(item -> item.key, KeyOrder::compare);
  }

  private Item describe(PendingRow row) {
    Mutation mutation = row.mutation();
    boolean delete = mutation.getOperation() == Mutation.Op.DELETE;
    TableRank rank = find(mutation.getTable());
    boolean single = rank != null && (!delete || isOneRow(mutation));
    byte[] key = rank == null ? NO_KEY : rank.order.sortKey(mutation);
    return new Item(row, delete, single, rank, key);
  }

  /** Prefers the exact spelling: PostgreSQL names may differ by case only. */
  private @Nullable TableRank find(String table) {
    TableRank rank = tables.get(table);
    return rank == null ? tablesByLowerCase.get(lowerCase(table)) : rank;
  }

  private static boolean isOneRow(Mutation delete) {
    var keys = delete.getKeySet();
    return !keys.isAll()
        && Iterables.size(keys.getKeys()) == 1
        && Iterables.isEmpty(keys.getRanges());
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The size of a batch so far. */
  private final class Load {
    private int rows;
    private long weight;
    private long bytes;

    boolean takes(Item item) {
      return rows == 0
          || (rows < limits.maxRows()
              && weight + weights.weigh(item.row.mutation()) <= limits.maxWeight()
              && bytes + MutationBytes.estimate(item.row.mutation()) <= limits.maxBytes());
    }

    void add(Item item) {
      rows++;
      weight += weights.weigh(item.row.mutation());
      bytes += MutationBytes.estimate(item.row.mutation());
    }
  }
}
