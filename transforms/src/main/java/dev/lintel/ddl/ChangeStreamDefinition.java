package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * A change stream. Immutable.
 *
 * @param watchesAll whether the stream is FOR ALL
 * @param tables the watched tables unless it is FOR ALL; empty for an idle stream
 * @param options sorted by name
 */
public record ChangeStreamDefinition(
    String name,
    boolean watchesAll,
    ImmutableList<WatchedTable> tables,
    ImmutableList<DdlOption> options) {

  /**
   * A watched table.
   *
   * @param columns the watched columns: an empty list for the key alone, an empty Optional for all
   *     columns
   */
  public record WatchedTable(String table, Optional<ImmutableList<String>> columns) {}
}
