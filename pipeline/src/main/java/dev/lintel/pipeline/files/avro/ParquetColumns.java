package dev.lintel.pipeline.files.avro;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.LogicalAvroTypes;
import dev.lintel.convert.TimestampUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The Avro schemas in which rows of given columns are written to Parquet files. */
final class ParquetColumns {
  private ParquetColumns() {}

  /**
   * The same record in those types. A timestamp that the schema has in microseconds stays as it is:
   * it is to be rounded.
   *
   * @param avro a schema with a field for each column, as {@link AvroFields} finds it
   */
  static Schema forWriting(Schema avro, List<Type.StructField> columns, ParquetTypes types) {
    if (types.unit().isEmpty()) {
      return ParquetSchema.forWriting(avro);
    }
    TimestampUnit unit = types.unit().get();
    List<String> names = columns.stream().map(Type.StructField::getName).toList();
    List<String> columnOfField = AvroFields.columnNames(avro, names);
    var fields = new ArrayList<Schema.Field>();
    for (Schema.Field field : avro.getFields()) {
      int column = names.indexOf(columnOfField.get(field.pos()));
      Schema type =
          column < 0
              ? field.schema()
              : inTypes(field.schema(), columns.get(column).getType(), unit);
      fields.add(new Schema.Field(field, type));
    }
    Schema schema =
        Schema.createRecord(avro.getName(), avro.getDoc(), avro.getNamespace(), false, fields);
    schema.addAllProps(avro);
    return schema;
  }

  private static Schema inTypes(Schema written, Type type, TimestampUnit unit) {
    if (isRounded(written, type)) {
      return written;
    }
    Schema logical = LogicalAvroTypes.of(type, unit);
    return written.isNullable() ? AvroTypes.nullable(logical) : logical;
  }

  private static boolean isRounded(Schema written, Type type) {
    if (type.getCode() == Code.ARRAY) {
      return notNull(written)
          .filter(array -> array.getType() == Schema.Type.ARRAY)
          .filter(array -> isRounded(array.getElementType(), type.getArrayElementType()))
          .isPresent();
    }
    return type.getCode() == Code.TIMESTAMP
        && notNull(written)
            .filter(scalar -> scalar.getLogicalType() instanceof LogicalTypes.TimestampMicros)
            .isPresent();
  }

  private static Optional<Schema> notNull(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).findFirst()
        : Optional.of(schema);
  }
}
