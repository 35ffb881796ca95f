package dev.lintel.pipeline.exportfolder;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.AvroNames;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.AvroTypes.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Converts types that may be or contain a STRUCT, as a column of a model, to Avro schemas. */
final class StructSchemas {

  private StructSchemas() {}

  /**
   * Returns the schema of a type.
   *
   * @param name the name of the record if the type is a STRUCT; those within it have this name and
   *     a number
   */
  static Schema of(Type type, String name) {
    return switch (type.getCode()) {
      case STRUCT -> record(type, name);
      case ARRAY -> Schema.createArray(AvroTypes.nullable(of(type.getArrayElementType(), name)));
      default -> AvroTypes.of(type, Timestamps.STRING);
    };
  }

  private static Schema record(Type struct, String name) {
    ImmutableMap<String, String> names =
        AvroNames.of(struct.getStructFields().stream().map(Type.StructField::getName).toList());
    List<Schema.Field> fields = new ArrayList<>();
    for (Type.StructField field : struct.getStructFields()) {
      Schema schema = of(field.getType(), name + "_" + fields.size());
      fields.add(new Schema.Field(names.get(field.getName()), schema));
    }
    return Schema.createRecord(name, null, PropertyNames.NAMESPACE, false, fields);
  }
}
