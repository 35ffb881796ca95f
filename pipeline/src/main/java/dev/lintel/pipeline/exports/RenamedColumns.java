package dev.lintel.pipeline.exports;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroNames;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.List;

/**
 * Columns whose names Avro cannot spell, which only PostgreSQL has. Lintel's import reads their own
 * names from a property of their fields, and Google's import does not.
 *
 * @param columns their names, at least one
 */
record RenamedColumns(String table, ImmutableList<String> columns) {

  /** Those of each table that has any. */
  static ImmutableList<RenamedColumns> of(List<Table> tables) {
    return tables.stream()
        .map(
            table ->
                new RenamedColumns(
                    table.getName(),
                    table.getColumns().stream()
                        .map(Column::getName)
                        .filter(name -> !AvroNames.isLegal(name))
                        .collect(toImmutableList())))
        .filter(renamed -> !renamed.columns().isEmpty())
        .collect(toImmutableList());
  }

  String warning() {
    return ("Avro cannot spell these columns of table %s: \"%s\"; an import by Lintel restores"
            + " their names, one by Google's template would give them others, such as"
            + " Mixed_Case for \"Mixed Case\"")
        .formatted(table, String.join("\", \"", columns));
  }
}
