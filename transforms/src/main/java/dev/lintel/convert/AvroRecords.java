package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.AvroTypes.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The Avro schema of rows of which no more is known than their types. Pure. */
public final class AvroRecords {
  private AvroRecords() {}

  /**
   * A record with a nullable field for each column. A column whose name Avro cannot spell has its
   * name in the field's property {@link AvroFields#COLUMN_NAME}.
   *
   * @param name what the record is called, a legal name of Avro
   * @throws IllegalArgumentException if two columns have the same name, or one has a type that no
   *     column of a table has
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
