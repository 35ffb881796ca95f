package dev.lintel.schema;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Tables need each other, so that there is no order in which they can be loaded. */
public final class TableCycleException extends IllegalArgumentException {

  private final ImmutableList<String> cycle;

  TableCycleException(List<String> cycle) {
    super("Tables need each other, so there is no order to load them in: " + spell(cycle));
    this.cycle = ImmutableList.copyOf(cycle);
  }

  /** The tables of the cycle, each needing the next; the last is the first again. */
  public ImmutableList<String> getCycle() {
    return cycle;
  }

  private static String spell(List<String> cycle) {
    return String.join(" -> ", cycle);
  }
}
