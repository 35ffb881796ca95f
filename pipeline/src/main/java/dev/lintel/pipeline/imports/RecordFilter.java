package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import java.io.Serializable;
import java.util.Collection;
import java.util.Locale;

/**
 * Which records of a file belong to a level. Only a file of rejected records has some that do not.
 *
 * @param tables their names in lower case
 * @param named whether the records of these tables are taken, or those of all others
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
