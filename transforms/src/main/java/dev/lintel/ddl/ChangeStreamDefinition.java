package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * A change stream. Immutable.
 *
 * @param watchesAll whether it is FOR ALL
 * @param tables what it watches else; none for an idle stream
 * @param options sorted by name
 */
public record ChangeStreamDefinition(
    String name,
    boolean watchesAll,
    ImmutableList<WatchedTable> tables,
    ImmutableList<DdlOption> options) {

  /**
   * A table that is watched.
   *
   * @param columns the columns that are; none for the key alone; empty for all of them
   */
  public record WatchedTable(String table, Optional<ImmutableList<String>> columns) {}
}
