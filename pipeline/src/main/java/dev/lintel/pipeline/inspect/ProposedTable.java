package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.formats.FieldDescription;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A table for the fields of files, without a key.
 *
 * @param table with a column for each field that has a type
 * @param problems why other fields have no column, a line each
 */
record ProposedTable(Table table, ImmutableList<String> problems) {

  /** The table of that name with a column for each of the fields. */
  static ProposedTable of(String name, List<FieldDescription> fields, ColumnTypes types) {
    List<Column> columns = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (FieldDescription field : fields) {
      Optional<Type> type = types.proposed(field);
      if (type.isEmpty()) {
        problems.add(
            "column %s: no column of Spanner takes %s".formatted(field.name(), words(field)));
      } else if (!names.add(field.name())) {
        problems.add("column %s: another one has the same name".formatted(field.name()));
      } else {
        columns.add(
            Column.builder()
                .setName(field.name())
                .setType(type.get())
                .setTypeName(types.name(type.get()))
                .setNullable(!field.required())
                .build());
      }
    }
    return new ProposedTable(
        Table.builder().setName(name).setColumns(columns).setPrimaryKey(List.of()).build(),
        ImmutableList.copyOf(problems));
  }

  /** The type of a field as its file states it. */
  static String words(FieldDescription field) {
    return field.logical().isEmpty()
        ? field.physical()
        : "%s (%s)".formatted(field.physical(), field.logical());
  }
}
