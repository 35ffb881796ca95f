package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The schema of a database: its dialect and its tables, without views. Immutable. */
@AutoValue
public abstract class DatabaseSchema implements Serializable {

  /** Returns the SQL dialect of the database. */
  public abstract Dialect getDialect();

  /** Returns all tables of all user schemas, sorted by name. */
  public abstract ImmutableList<Table> getTables();

  /**
   * Returns the table of that name, in any letter case. An exact match comes first, because
   * PostgreSQL tables may differ by case only.
   */
  public Optional<Table> findTable(String name) {
    return Identifiers.find(getTables(), Table::getName, name);
  }

  /** Returns this schema without these tables; names that do not exist are ignored. */
  public DatabaseSchema withoutTables(Set<String> names) {
    return of(
        getDialect(),
        getTables().stream().filter(table -> !names.contains(table.getName())).toList());
  }

  /** Returns a schema of these tables. */
  public static DatabaseSchema of(Dialect dialect, List<Table> tables) {
    return new AutoValue_DatabaseSchema(dialect, ImmutableList.copyOf(tables));
  }
}
