package dev.lintel.pipeline.imports;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.command.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of {@code --primaryKey}: the columns of the primary keys of tables.
 *
 * @param columns of each table, in order
 */
record PrimaryKeys(ImmutableMap<String, ImmutableList<String>> columns) {
  static final String OPTION = "--primaryKey";

  /**
   * Reads the value of the option; adds a table that is named twice, or without columns, to the
   * problems.
   */
  static PrimaryKeys of(ImportOptions options, Problems problems) {
    Map<String, ImmutableList<String>> columns = new LinkedHashMap<>();
    if (options.getPrimaryKey() != null) {
      for (String entry : Splitter.on(';').split(options.getPrimaryKey())) {
        List<String> parts = Splitter.on(':').trimResults().splitToList(entry);
        var key =
            ImmutableList.copyOf(
                Splitter.on(',').trimResults().omitEmptyStrings().split(parts.get(1)));
        if (key.isEmpty()) {
          problems.add(OPTION, "table %s is given no column".formatted(parts.get(0)));
        }
        if (columns.put(parts.get(0), key) != null) {
          problems.add(OPTION, "table %s is named twice".formatted(parts.get(0)));
        }
      }
    }
    return new PrimaryKeys(ImmutableMap.copyOf(columns));
  }
}
