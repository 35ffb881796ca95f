package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.AvroTypes.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Avro schemas for rows of any columns. Pure; safe to call from any thread. */
public final class AvroRecords {
  private AvroRecords() {}

  /**
   * Returns the schema of a record with a nullable field for each column. If the column's name is
   * illegal in Avro, the field's property {@link AvroFields#COLUMN_NAME} holds it.
   *
   * @param name the name of the record, legal in Avro
   * @throws IllegalArgumentException if two columns have the same name, or {@link AvroTypes} has no
   *     schema for the type of a column
   */
  public static Schema schema(String name, List<Type.StructField> columns, Timestamps timestamps) {
    ImmutableMap<String, String> names =
        AvroNames.of(columns.stream().map(Type.StructField::getName).toList());
    List<Schema.Field> fields = new ArrayList<>();
    for (Type.StructField column : columns) {
      String fieldName = names.get(column.getName());
      Schema type = AvroTypes.nullable(AvroTypes.of(column.getType(), timestamps));
      Schema.Field field = new Schema.Field(fieldName, type, null, null);
      if (!fieldName.equals(column.getName())) {
        field.addProp(AvroFields.COLUMN_NAME, column.getName());
      }
      fields.add(field);
    }
    return Schema.createRecord(name, null, null, false, fields);
  }
}
