package dev.lintel.transforms;

import dev.lintel.schema.RowReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The rows of a bundle that Spanner rejected although they may be right, because a row that they
 * reference may still arrive; and the rows that have to stay behind them. Not thread-safe.
 */
final class HeldRows {

  /** A row that is held; compared by identity. */
  static final class Held {
    private final PlannedRow row;
    private final @Nullable RowError error;
    private final long arrival;

    private Held(PlannedRow row, @Nullable RowError error, long arrival) {
      this.row = row;
      this.error = error;
      this.arrival = arrival;
    }

    PlannedRow row() {
      return row;
    }

    /** Why Spanner rejected it; null if it was not tried, because it comes after a held row. */
    @Nullable RowError error() {
      return error;
    }

    private boolean hasToBeTried() {
      return error == null || row.needsUnknownRow();
    }
  }

  private final Map<RowReference, Set<Held>> byIdentity = new HashMap<>();
  private final Map<RowReference, Set<Held>> byNeed = new HashMap<>();
  private final Map<RowReference, Set<Held>> byName = new HashMap<>();
  private final Set<Held> all = new LinkedHashSet<>();
  private long arrivals;
  private long bytes;

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns about how many bytes the rows have. */
  long bytes() {
    return bytes;
  }

  void hold(PlannedRow row, @Nullable RowError error) {
    Held held = new Held(row, error, arrivals++);
    all.add(held);
    bytes += MutationBytes.estimate(row.mutation());
    if (row.identity() != null) {
      add(byIdentity, row.identity(), held);
    }
    row.needs().forEach(need -> add(byNeed, need, held));
    row.provides().forEach(name -> add(byName, name, held));
  }

  /** Returns true if the row has to come after a held one: of its key, or that it references. */
  boolean blocks(PlannedRow row) {
    return (row.identity() != null && byIdentity.containsKey(row.identity()))
        || row.needs().stream().anyMatch(byName::containsKey);
  }

  /**
   * Removes the rows that may be written together with newly arrived ones, because these are what
   * they wait for, directly or through other held rows.
   *
   * @return in the order of their arrival
   */
  List<PlannedRow> release(Collection<PlannedRow> arrived) {
    if (all.isEmpty()) {
      return List.of();
    }
    Map<RowReference, List<PlannedRow>> behindHeld = new HashMap<>();
    Deque<PlannedRow> available = new ArrayDeque<>();
    for (PlannedRow row : arrived) {
      if (row.identity() != null && byIdentity.containsKey(row.identity())) {
        behindHeld.computeIfAbsent(row.identity(), unused -> new ArrayList<>()).add(row);
      } else {
        available.add(row);
      }
    }
    List<Held> released = new ArrayList<>();
    while (!available.isEmpty()) {
      for (RowReference name : available.remove().provides()) {
        for (Held waiting : List.copyOf(byNeed.getOrDefault(name, Set.of()))) {
          for (Held held : ofSameKey(waiting)) {
            remove(held);
            released.add(held);
            available.add(held.row());
          }
          List<PlannedRow> next = behindHeld.remove(waiting.row().identity());
          if (next != null) {
            available.addAll(next);
          }
        }
      }
    }
    released.sort(Comparator.comparingLong(held -> held.arrival));
    return released.stream().map(Held::row).toList();
  }

  /** Removes all rows and returns them in the order of their arrival. */
  List<Held> takeAll() {
    List<Held> taken = List.copyOf(all);
    all.clear();
    byIdentity.clear();
    byNeed.clear();
    byName.clear();
    bytes = 0;
    return taken;
  }

  /**
   * Returns which of these rows can still be written: those that have to be tried, and those that
   * wait for one of them.
   */
  static Set<Held> worthTrying(List<Held> rows) {
    Map<RowReference, List<Held>> waiting = new HashMap<>();
    Set<Held> found = new HashSet<>();
    Deque<Held> open = new ArrayDeque<>();
    for (Held held : rows) {
      if (held.hasToBeTried()) {
        open.add(held);
        found.add(held);
      } else {
        held.row()
            .needs()
            .forEach(need -> waiting.computeIfAbsent(need, key -> new ArrayList<>()).add(held));
      }
    }
    while (!open.isEmpty()) {
      for (RowReference name : open.remove().row().provides()) {
        for (Held held : waiting.getOrDefault(name, List.of())) {
          if (found.add(held)) {
            open.add(held);
          }
        }
      }
    }
    return found;
  }

  private Set<Held> ofSameKey(Held held) {
    RowReference identity = held.row().identity();
    return identity == null
        ? all.contains(held) ? Set.of(held) : Set.of()
        : Set.copyOf(byIdentity.getOrDefault(identity, Set.of()));
  }

  private void remove(Held held) {
    all.remove(held);
    bytes -= MutationBytes.estimate(held.row().mutation());
    if (held.row().identity() != null) {
      remove(byIdentity, held.row().identity(), held);
    }
    held.row().needs().forEach(need -> remove(byNeed, need, held));
    held.row().provides().forEach(name -> remove(byName, name, held));
  }

  private static void add(Map<RowReference, Set<Held>> map, RowReference key, Held held) {
    map.computeIfAbsent(key, unused -> new HashSet<>()).add(held);
  }

  private static void remove(Map<RowReference, Set<Held>> map, RowReference key, Held held) {
    Set<Held> rows = map.get(key);
    if (rows != null && rows.remove(held) && rows.isEmpty()) {
      map.remove(key);
    }
  }
}
