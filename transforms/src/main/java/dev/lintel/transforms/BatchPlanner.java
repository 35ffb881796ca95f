package dev.lintel.transforms;

import com.google.common.collect.Iterables;
import com.google.protobuf.ByteString;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.MutationWeights;
import dev.lintel.transforms.Batch.Unit;
import dev.lintel.transforms.PlannedRow.Kind;
import dev.lintel.transforms.RowOrder.Ordered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Groups the rows of a bundle into sorted batches within the limits, and the batches into phases
 * and stages. Immutable and thread-safe.
 *
 * <p>Rows keep their order where it matters: writes and deletes never overtake each other, two
 * mutations of one key stay in order, and so do all rows of tables that the schema does not have.
 * Those are newer than the schema, so they are written last and deleted first.
 */
final class BatchPlanner {

  /**
   * Rows of one kind and one level of tables.
   *
   * @param stages to be committed one after the other; the batches of one stage can be committed at
   *     the same time and in any order
   * @param hasDeletes whether rows are deleted
   */
  record Phase(List<List<Batch>> stages, boolean hasDeletes) {
    private static Phase of(List<List<Batch>> stages, List<PlannedRow> rows) {
      return new Phase(stages, rows.stream().anyMatch(row -> row.kind() == Kind.DELETE));
    }
  }

  /** Of rows that do not depend on each other. */
  private static final Comparator<PlannedRow> SORTING =
      Comparator.comparing(PlannedRow::table)
          .thenComparing(PlannedRow::key, ByteString.unsignedLexicographicalComparator());

  private final DatabaseSchema schema;
  private final TableRanks ranks;
  private final MutationWeights weights;
  private final BatchLimits limits;

  BatchPlanner(DatabaseSchema schema, BatchLimits limits) {
    this.schema = schema;
    this.weights = MutationWeights.of(schema);
    this.limits = limits;
    this.ranks = new TableRanks(schema);
  }

  /** Returns the schema that the places come from. */
  DatabaseSchema schema() {
    return schema;
  }

  boolean knows(String table) {
    return ranks.find(table) != null;
  }

  /** Returns the row with what decides its place. */
  PlannedRow describe(PendingRow row) {
    return PlannedRow.of(row, ranks.find(row.mutation().getTable()));
  }

  /**
   * Returns the phases, to be committed one after the other.
   *
   * @param rows in the order of their arrival, at least one
   */
  List<Phase> plan(List<PlannedRow> rows) {
    List<List<PlannedRow>> groups = groups(rows);
    // A write that may have to wait must not wait beyond a delete.
    boolean mixed = groups.stream().map(group -> group.get(0).kind()).distinct().count() > 1;
    if (fitIntoOne(rows) && !(mixed && rows.stream().anyMatch(PlannedRow::mayWait))) {
      List<List<Unit>> segments = new ArrayList<>();
      groups.forEach(group -> segments.addAll(segments(ordered(group))));
      Batch batch = new Batch(segments, isComplete(rows));
      return List.of(Phase.of(List.of(List.of(batch)), rows));
    }
    return groups.stream().map(group -> Phase.of(stages(ordered(group)), group)).toList();
  }

  /** Returns the batch without some of its rows; its order stays. */
  static Batch without(Batch batch, Collection<PlannedRow> rows) {
    Set<PlannedRow> removed = Collections.newSetFromMap(new IdentityHashMap<>());
    removed.addAll(rows);
    List<List<Unit>> segments = new ArrayList<>();
    for (List<Unit> segment : batch.segments()) {
      List<Unit> left =
          segment.stream()
              .map(
                  unit -> new Unit(unit.rows().stream().filter(r -> !removed.contains(r)).toList()))
              .filter(unit -> !unit.rows().isEmpty())
              .toList();
      if (!left.isEmpty()) {
        segments.add(left);
      }
    }
    return new Batch(segments, batch.isComplete());
  }

  /** Splits the rows where order matters: by kind, by level, and by how their order is found. */
  private static List<List<PlannedRow>> groups(List<PlannedRow> rows) {
    List<List<PlannedRow>> groups = new ArrayList<>();
    for (List<PlannedRow> run : runs(rows, PlannedRow::kind)) {
      Comparator<PlannedRow> levels = Comparator.comparingInt(PlannedRow::level);
      List<PlannedRow> sorted = new ArrayList<>(run);
      sorted.sort(
          (run.get(0).kind() == Kind.DELETE ? levels.reversed() : levels)
              .thenComparing(PlannedRow::orderedByRows));
      groups.addAll(runs(sorted, row -> List.of(row.level(), row.orderedByRows())));
    }
    return groups;
  }

  private static List<List<PlannedRow>> runs(List<PlannedRow> rows, Function<PlannedRow, ?> same) {
    List<List<PlannedRow>> runs = new ArrayList<>();
    Object last = null;
    for (PlannedRow row : rows) {
      Object value = same.apply(row);
      if (runs.isEmpty() || !Objects.equals(last, value)) {
        runs.add(new ArrayList<>());
      }
      Iterables.getLast(runs).add(row);
      last = value;
    }
    return runs;
  }

  /** Returns the rows of one group in the order in which to write them. */
  private static List<Ordered> ordered(List<PlannedRow> group) {
    PlannedRow any = group.get(0);
    if (any.kind() == Kind.WRITE && any.orderedByRows()) {
      return RowOrder.of(group, SORTING);
    }
    List<PlannedRow> sorted = new ArrayList<>(group);
    if (any.isOfKnownTable()) {
      sorted.sort(SORTING);
    }
    List<Ordered> ordered = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      boolean follows = i > 0 && sorted.get(i - 1).keepsOrderWith(sorted.get(i));
      int depth = follows ? ordered.get(i - 1).depth() + 1 : 0;
      ordered.add(
          new Ordered(
              new Unit(List.of(sorted.get(i))), depth, follows ? List.of(i - 1) : List.of()));
    }
    return ordered;
  }

  private static List<List<Unit>> segments(List<Ordered> units) {
    List<List<Unit>> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < units.size(); i++) {
      int from = start;
      if (i == 0 || units.get(i).needs().stream().anyMatch(needed -> needed >= from)) {
        segments.add(new ArrayList<>());
        start = i;
      }
      Iterables.getLast(segments).add(units.get(i).unit());
    }
    return segments;
  }

  /** Fills batches in order, and puts each after the batches that its rows depend on. */
  private List<List<Batch>> stages(List<Ordered> units) {
    List<List<Batch>> stages = new ArrayList<>();
    int[] stageOf = new int[units.size()];
    int start = 0;
    var load = new Load();
    int stage = 0;
    for (int i = 0; i <= units.size(); i++) {
      if (i == units.size() || !load.takes(units.get(i).unit())) {
        while (stages.size() <= stage) {
          stages.add(new ArrayList<>());
        }
        stages.get(stage).add(batch(units, start, i));
        Arrays.fill(stageOf, start, i, stage);
        start = i;
        load = new Load();
        stage = 0;
      }
      if (i < units.size()) {
        load.add(units.get(i).unit());
        for (int needed : units.get(i).needs()) {
          stage = Math.max(stage, needed < start ? stageOf[needed] + 1 : stage);
        }
      }
    }
    return stages;
  }

  private static Batch batch(List<Ordered> units, int from, int to) {
    List<Ordered> part = new ArrayList<>(to - from);
    for (Ordered unit : units.subList(from, to)) {
      part.add(
          new Ordered(
              unit.unit(), unit.depth(), unit.needs().stream().map(i -> i - from).toList()));
    }
    List<PlannedRow> rows = part.stream().flatMap(unit -> unit.unit().rows().stream()).toList();
    return new Batch(segments(part), isComplete(rows));
  }

  private static boolean isComplete(List<PlannedRow> rows) {
    return rows.stream()
        .noneMatch(
            row -> row.needsUnknownRow() || (row.kind() == Kind.DELETE && row.orderedByRows()));
  }

  private boolean fitIntoOne(List<PlannedRow> rows) {
    var load = new Load();
    for (PlannedRow row : rows) {
      if (!load.takes(row)) {
        return false;
      }
      load.add(row);
    }
    return true;
  }

  /** The size of a batch so far. */
  private final class Load {
    private int rows;
    private long weight;
    private long bytes;

    boolean takes(Unit unit) {
      if (unit.rows().size() == 1) {
        return takes(unit.rows().get(0));
      }
      long addedWeight = 0;
      long addedBytes = 0;
      for (PlannedRow row : unit.rows()) {
        addedWeight += weights.weigh(row.mutation());
        addedBytes += MutationBytes.estimate(row.mutation());
      }
      return rows == 0 || takes(unit.rows().size(), addedWeight, addedBytes);
    }

    boolean takes(PlannedRow row) {
      return rows == 0
          || takes(1, weights.weigh(row.mutation()), MutationBytes.estimate(row.mutation()));
    }

    private boolean takes(int addedRows, long addedWeight, long addedBytes) {
      return rows + addedRows <= limits.maxRows()
          && weight + addedWeight <= limits.maxWeight()
          && bytes + addedBytes <= limits.maxBytes();
    }

    void add(Unit unit) {
      unit.rows().forEach(this::add);
    }

    void add(PlannedRow row) {
      rows++;
      weight += weights.weigh(row.mutation());
      bytes += MutationBytes.estimate(row.mutation());
    }
  }
}
