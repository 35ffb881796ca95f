package dev.lintel.schematransforms;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.StructToRow;
import dev.lintel.schema.Column;
import dev.lintel.transforms.LookedUp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The columns that a lookup adds to rows. Serializable and thread-safe.
 *
 * @param schema of the rows with the columns
 * @param columns the names of the columns
 */
record AddedColumns(Schema schema, ImmutableList<String> columns, StructToRow conversion)
    implements Serializable {

  /**
   * Returns what is added to rows of a schema.
   *
   * @param prefix what the names of the added fields begin with
   * @throws IllegalArgumentException if the rows have one of these fields already
   */
  static AddedColumns to(Schema rows, List<Column> columns, String prefix) {
    StructToRow conversion =
        StructToRow.of(
            columns.stream()
                .map(column -> Type.StructField.of(column.getName(), column.getType()))
                .toList());
    List<String> taken =
        conversion.getSchema().getFieldNames().stream()
            .map(name -> prefix + name)
            .filter(rows::hasField)
            .toList();
    if (!taken.isEmpty()) {
      throw new IllegalArgumentException(
          "The rows have the field %s already; set prefix, or choose other columns"
              .formatted(String.join(", ", taken)));
    }
    Schema.Builder schema = Schema.builder().addFields(rows.getFields());
    for (Schema.Field field : conversion.getSchema().getFields()) {
      schema.addField(field.withName(prefix + field.getName()));
    }
    return new AddedColumns(
        schema.build(),
        columns.stream().map(Column::getName).collect(ImmutableList.toImmutableList()),
        conversion);
  }

  /** Returns an element with each of its rows, or with nulls if it has none. */
  List<Row> addTo(LookedUp<Row> found) {
    if (found.getRows().isEmpty()) {
      return List.of(with(found.getElement(), null));
    }
    List<Row> rows = new ArrayList<>();
    found.getRows().forEach(row -> rows.add(with(found.getElement(), row)));
    return rows;
  }

  private Row with(Row element, @Nullable Struct row) {
    List<@Nullable Object> values = new ArrayList<>(element.getValues());
    if (row == null) {
      columns.forEach(unused -> values.add(null));
    } else {
      values.addAll(conversion.convert(row).getValues());
    }
    return Row.withSchema(schema).attachValues(values);
  }
}
