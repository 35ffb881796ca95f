package dev.lintel.pipeline.load;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.LoadOrder;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tables that are loaded at the same time.
 *
 * @param tables all of them, by name
 * @param cyclic those that reference each other in a cycle, so that rows may need each other
 * @param selfReferencing those of the others that reference themselves
 */
public record LoadLevel(
    ImmutableList<String> tables,
    ImmutableSet<String> cyclic,
    ImmutableSet<String> selfReferencing) {

  public static ImmutableList<LoadLevel> allOf(DatabaseSchema schema, LoadOrder order) {
    ImmutableSet.Builder<String> inCycles = ImmutableSet.builder();
    order.getCycles().forEach(inCycles::addAll);
    ImmutableSet<String> cyclic = inCycles.build();
    ImmutableSet<String> selfReferencing =
        schema.getTables().stream()
            .filter(Table::isSelfReferencing)
            .map(Table::getName)
            .filter(table -> !cyclic.contains(table))
            .collect(ImmutableSet.toImmutableSet());
    ImmutableList.Builder<LoadLevel> levels = ImmutableList.builder();
    for (List<String> tables : order.getLevels()) {
      levels.add(
          new LoadLevel(
              ImmutableList.copyOf(tables), among(tables, cyclic), among(tables, selfReferencing)));
    }
    return levels.build();
  }

  /** Whether rows of the level depend on none of its own. */
  public boolean isPlain() {
    return cyclic.isEmpty() && selfReferencing.isEmpty();
  }

  private static ImmutableSet<String> among(List<String> tables, Set<String> some) {
    List<String> found = new ArrayList<>(tables);
    found.retainAll(some);
    return ImmutableSet.copyOf(found);
  }
}
