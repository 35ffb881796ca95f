package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {

  @Test
  void aGroupComesAfterWhatItDependsOn() {
    int[][] needs = {{3}, {2}, {1, 3}, {}, {4}};
    assertThat(DependencyOrder.groups(5, i -> needs[i]))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(new int[] {3}, new int[] {0}, new int[] {1, 2}, new int[] {4});
  }

  @Property(tries = 200)
  void everyDependencyIsInTheSameGroupOrAnEarlierOne(
      @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
    Random random = new Random(seed);
    int[][] needs = new int[size][];
    for (int i = 0; i < size; i++) {
      needs[i] = random.ints(random.nextInt(3), 0, size).toArray();
    }

    List<int[]> groups = DependencyOrder.groups(size, i -> needs[i]);

    Set<Integer> done = new HashSet<>();
    List<Integer> all = new ArrayList<>();
    for (int[] group : groups) {
      for (int i : group) {
        done.add(i);
        all.add(i);
      }
      for (int i : group) {
        for (int needed : needs[i]) {
          assertThat(done).contains(needed);
        }
        for (int other : group) {
          assertThat(reachable(needs, i)).contains(other);
        }
      }
    }
    assertThat(all).hasSize(size).doesNotHaveDuplicates();
  }

  private static Set<Integer> reachable(int[][] needs, int from) {
    Set<Integer> reached = new HashSet<>(Set.of(from));
    List<Integer> open = new ArrayList<>(reached);
    while (!open.isEmpty()) {
      for (int next : needs[open.remove(0)]) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }
}
