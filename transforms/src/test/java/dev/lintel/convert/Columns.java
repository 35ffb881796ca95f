package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.List;

/** Columns and tables for the tests of this package. */
final class Columns {
  private Columns() {}

  static Column of(Type type) {
    return named("C", type);
  }

  static Column named(String name, Type type) {
    return column(name, type).build();
  }

  static Column.Builder column(String name, Type type) {
    return Column.builder().setName(name).setType(type).setTypeName(type.toString());
  }

  static Table table(String name, List<Column> columns) {
    return Table.builder()
        .setName(name)
        .setColumns(columns)
        .setPrimaryKey(List.of(KeyPart.ascending(columns.get(0).getName())))
        .build();
  }
}
