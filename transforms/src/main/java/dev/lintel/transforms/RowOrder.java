package dev.lintel.transforms;

import com.google.protobuf.ByteString;
import dev.lintel.schema.RowReference;
import dev.lintel.transforms.Batch.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders rows by what they need: a row comes after the rows that it references, and after earlier
 * mutations of its own key. Rows that reference each other in a cycle become one unit.
 *
 * <p>The components are found by Tarjan's algorithm, without recursion, because a chain of
 * references may be as long as the list of rows. Takes time linear in rows and references, and
 * sorting.
 */
final class RowOrder {

  /**
   * A unit with its place.
   *
   * @param depth how many units have to come one after the other before it, from 0
   * @param needs the positions, in the returned list, of the units that come directly before it
   */
  record Ordered(Unit unit, int depth, List<Integer> needs) {}

  private record RowKey(String table, ByteString key) {}

  private static final int UNSEEN = -1;

  private final List<PlannedRow> rows;
  private final int[][] needs;

  private final int[] index;
  private final int[] low;
  private final int[] component;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final List<List<Integer>> components = new ArrayList<>();
  private int seen;

  private RowOrder(List<PlannedRow> rows) {
    this.rows = rows;
    this.needs = needs(rows);
    this.index = filled(rows.size());
    this.low = new int[rows.size()];
    this.component = filled(rows.size());
  }

  /**
   * Returns the units sorted by depth, and within a depth by their first row.
   *
   * @param rows in the order of their arrival
   * @param sorting the order of rows that do not depend on each other
   */
  static List<Ordered> of(List<PlannedRow> rows, Comparator<PlannedRow> sorting) {
    return new RowOrder(rows).order(sorting);
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, UNSEEN);
    return array;
  }

  /** Returns, for each row, the positions of the rows that it has to come after. */
  private static int[][] needs(List<PlannedRow> rows) {
    // The first provider counts: a later mutation of the same key does not create the row.
    Map<RowReference, Integer> providers = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      for (RowReference provided : rows.get(i).provides()) {
        providers.putIfAbsent(provided, i);
      }
    }
    Map<RowKey, Integer> lastOfKey = new HashMap<>();
    int[][] needs = new int[rows.size()][];
    for (int i = 0; i < rows.size(); i++) {
      PlannedRow row = rows.get(i);
      List<Integer> before = new ArrayList<>(row.needs().size() + 1);
      for (RowReference needed : row.needs()) {
        Integer provider = providers.get(needed);
        if (provider != null) {
          before.add(provider);
        }
      }
      if (!row.ofMadeKey()) {
        Integer earlier = lastOfKey.put(new RowKey(row.table(), row.key()), i);
        if (earlier != null) {
          before.add(earlier);
        }
      }
      needs[i] = before.stream().mapToInt(Integer::intValue).toArray();
    }
    return needs;
  }

  private List<Ordered> order(Comparator<PlannedRow> sorting) {
    for (int i = 0; i < rows.size(); i++) {
      if (index[i] == UNSEEN) {
        findComponents(i);
      }
    }
    int[] depths = depths();
    List<Unit> units = new ArrayList<>(components.size());
    for (List<Integer> members : components) {
      units.add(new Unit(members.stream().sorted().map(rows::get).toList()));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.<Integer>comparingInt(i -> depths[i])
            .thenComparing(i -> units.get(i).rows().get(0), sorting));
    int[] position = new int[units.size()];
    for (int i = 0; i < order.size(); i++) {
      position[order.get(i)] = i;
    }
    List<Ordered> ordered = new ArrayList<>(units.size());
    for (int unit : order) {
      List<Integer> before = componentNeeds(unit).stream().map(i -> position[i]).toList();
      ordered.add(new Ordered(units.get(unit), depths[unit], before));
    }
    return ordered;
  }

  /** A component is found after all components that it needs, so one pass is enough. */
  private int[] depths() {
    int[] depths = new int[components.size()];
    for (int i = 0; i < depths.length; i++) {
      for (int needed : componentNeeds(i)) {
        depths[i] = Math.max(depths[i], depths[needed] + 1);
      }
    }
    return depths;
  }

  private List<Integer> componentNeeds(int unit) {
    List<Integer> found = new ArrayList<>();
    for (int member : components.get(unit)) {
      for (int needed : needs[member]) {
        if (component[needed] != unit) {
          found.add(component[needed]);
        }
      }
    }
    return found;
  }

  private void findComponents(int start) {
    // The rows on the way from the start, and how many of its needs each has followed.
    Deque<int[]> path = new ArrayDeque<>();
    path.push(enter(start));
    while (!path.isEmpty()) {
      int[] step = path.peek();
      int row = step[0];
      if (step[1] < needs[row].length) {
        int needed = needs[row][step[1]++];
        if (index[needed] == UNSEEN) {
          path.push(enter(needed));
        } else if (component[needed] == UNSEEN) {
          low[row] = Math.min(low[row], index[needed]);
        }
        continue;
      }
      path.pop();
      if (!path.isEmpty()) {
        int before = path.peek()[0];
        low[before] = Math.min(low[before], low[row]);
      }
      if (low[row] == index[row]) {
        close(row);
      }
    }
  }

  private int[] enter(int row) {
    index[row] = seen;
    low[row] = seen;
    seen++;
    open.push(row);
    return new int[] {row, 0};
  }

  private void close(int root) {
    List<Integer> members = new ArrayList<>();
    int member;
    do {
      member = open.pop();
      component[member] = components.size();
      members.add(member);
    } while (member != root);
    components.add(members);
  }
}
