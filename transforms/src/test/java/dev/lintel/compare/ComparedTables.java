package dev.lintel.compare;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Comparisons of tables that no database has. */
final class ComparedTables {
  private ComparedTables() {}

  /** A table {@code T} with the key {@code K}, an INT64, and a column {@code V} of that type. */
  static TableComparison ofColumn(Type type) {
    return of(
        table(KeyPart.ascending("K"), column("K", Type.int64()), column("V", type)),
        table(KeyPart.ascending("K"), column("K", Type.int64()), column("V", type)));
  }

  static TableComparison of(Table expected, Table actual) {
    return TableComparison.of(
        Dialect.GOOGLE_STANDARD_SQL, expected, Dialect.GOOGLE_STANDARD_SQL, actual);
  }

  static Table table(KeyPart key, Column... columns) {
    return Table.builder()
        .setName("T")
        .setColumns(new ArrayList<>(List.of(columns)))
        .setPrimaryKey(List.of(key))
        .build();
  }

  static Column column(String name, Type type) {
    return Column.builder().setName(name).setType(type).setTypeName(type.toString()).build();
  }
}
