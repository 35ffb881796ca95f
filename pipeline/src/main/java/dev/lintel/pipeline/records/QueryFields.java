package dev.lintel.pipeline.records;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import java.util.function.Function;

/** Fields of the rows of a query. */
public record QueryFields(ImmutableList<Type.StructField> columns) implements RecordFields<Struct> {

  @Override
  public ImmutableList<String> names() {
    return columns.stream().map(Type.StructField::getName).collect(ImmutableList.toImmutableList());
  }

  @Override
  public Type typeOf(String name) {
    return columns.get(names().indexOf(name)).getType();
  }

  @Override
  public Function<Struct, Value> reader(String field, Column column) {
    int position = names().indexOf(field);
    if (position < 0) {
      throw RecordFields.unknown(field, names());
    }
    Type type = columns.get(position).getType();
    if (!type.equals(column.getType())) {
      throw new IllegalArgumentException(
          "field %s is %s, not %s; CAST it in the query"
              .formatted(field, type, column.getTypeName()));
    }
    return row -> row.getValue(position);
  }
}
