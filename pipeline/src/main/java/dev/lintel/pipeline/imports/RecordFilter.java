package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import java.io.Serializable;
import java.util.Collection;
import java.util.Locale;

/**
 * Which of a file's records belong to a level. It makes a difference only for a file of rejected
 * records, which may be of any table.
 *
 * @param tables their names in lower case
 * @param named whether it is these tables that are taken, or all others
 */
record RecordFilter(ImmutableSet<String> tables, boolean named) implements Serializable {

  static RecordFilter only(Collection<String> tables) {
    return new RecordFilter(lowerCase(tables), true);
  }

  static RecordFilter allBut(Collection<String> tables) {
    return new RecordFilter(lowerCase(tables), false);
  }

  boolean takes(String table) {
    return tables.contains(table.toLowerCase(Locale.ROOT)) == named;
  }

  private static ImmutableSet<String> lowerCase(Collection<String> tables) {
    return tables.stream().map(table -> table.toLowerCase(Locale.ROOT)).collect(toImmutableSet());
  }
}
