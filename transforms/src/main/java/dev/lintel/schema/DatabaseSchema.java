package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a database looks like: its dialect and its tables, views left out. Immutable. */
@AutoValue
public abstract class DatabaseSchema implements Serializable {

  public abstract Dialect getDialect();

  /** Every table of every user schema, sorted by name. */
  public abstract ImmutableList<Table> getTables();

  /**
   * The table of that name. The case of letters does not matter, as it does not to GoogleSQL; of
   * two PostgreSQL tables that differ by nothing else it is the one that is spelt the same.
   */
  public Optional<Table> findTable(String name) {
    return getTables().stream()
        .filter(table -> table.getName().equals(name))
        .findFirst()
        .or(
            () ->
                getTables().stream()
                    .filter(table -> table.getName().equalsIgnoreCase(name))
                    .findFirst());
  }

  /** This without these tables, whether they are there or not. */
  public DatabaseSchema withoutTables(Set<String> names) {
    return of(
        getDialect(),
        getTables().stream().filter(table -> !names.contains(table.getName())).toList());
  }

  public static DatabaseSchema of(Dialect dialect, List<Table> tables) {
    return new AutoValue_DatabaseSchema(dialect, ImmutableList.copyOf(tables));
  }
}
