package dev.lintel.schema;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Tables depend on each other, so there is no order to load them in. */
public final class TableCycleException extends IllegalArgumentException {

  private final ImmutableList<String> cycle;

  TableCycleException(List<String> cycle) {
    super("Tables depend on each other, so there is no order to load them in: " + spell(cycle));
    this.cycle = ImmutableList.copyOf(cycle);
  }

  /**
   * Returns the tables of the cycle, each of which depends on the next; the first is repeated at
   * the end.
   */
  public ImmutableList<String> getCycle() {
    return cycle;
  }

  private static String spell(List<String> cycle) {
    return String.join(" -> ", cycle);
  }
}
