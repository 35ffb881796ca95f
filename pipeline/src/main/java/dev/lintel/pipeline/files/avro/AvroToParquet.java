package dev.lintel.pipeline.files.avro;

import dev.lintel.convert.LogicalAvroTypes;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Converts Avro schemas to those of Parquet files. Parquet's converter knows Avro's own logical
 * types; this adds those that only Parquet has: JSON, UUIDs of 16 bytes, and timestamps in
 * nanoseconds.
 */
final class AvroToParquet {
  private AvroToParquet() {}

  static MessageType convert(Schema record, ParquetConfiguration configuration) {
    MessageType message = new AvroSchemaConverter(configuration).convert(record);
    return new MessageType(message.getName(), fields(message, record));
  }

  private static List<Type> fields(GroupType group, Schema record) {
    return group.getFields().stream()
        .map(field -> annotated(field, record.getField(field.getName()).schema()))
        .toList();
  }

  private static Type annotated(Type type, Schema schema) {
    return switch (schema.getType()) {
      case UNION -> {
        List<Schema> branches =
            schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        // Several branches become a group of their own.
        yield branches.size() == 1 ? annotated(type, branches.get(0)) : type;
      }
      case RECORD -> type.asGroupType().withNewFields(fields(type.asGroupType(), schema));
      case ARRAY -> {
        GroupType list = type.asGroupType().getType(0).asGroupType();
        Type element = annotated(list.getType(0), schema.getElementType());
        yield type.asGroupType().withNewFields(list.withNewFields(element));
      }
      case MAP -> {
        GroupType entry = type.asGroupType().getType(0).asGroupType();
        Type value = annotated(entry.getType(1), schema.getValueType());
        yield type.asGroupType().withNewFields(entry.withNewFields(entry.getType(0), value));
      }
      default ->
          annotation(schema)
              .map(annotation -> annotated(type.asPrimitiveType(), annotation))
              .orElse(type);
    };
  }

  private static Optional<LogicalTypeAnnotation> annotation(Schema scalar) {
    String logicalType = String.valueOf(scalar.getProp(LogicalType.LOGICAL_TYPE_PROP));
    if (scalar.getType() == Schema.Type.STRING && logicalType.equals(LogicalAvroTypes.JSON)) {
      return Optional.of(LogicalTypeAnnotation.jsonType());
    }
    if (scalar.getType() == Schema.Type.LONG && logicalType.equals(LogicalAvroTypes.NANOS)) {
      return Optional.of(
          LogicalTypeAnnotation.timestampType(/* isAdjustedToUTC= */ true, TimeUnit.NANOS));
    }
    if (scalar.getType() == Schema.Type.FIXED && logicalType.equals(LogicalAvroTypes.UUID)) {
      return Optional.of(LogicalTypeAnnotation.uuidType());
    }
    return Optional.empty();
  }

  private static Type annotated(PrimitiveType type, LogicalTypeAnnotation annotation) {
    return Types.primitive(type.getPrimitiveTypeName(), type.getRepetition())
        .length(type.getTypeLength())
        .as(annotation)
        .named(type.getName());
  }
}
