package dev.lintel.pipeline.files.avro;

import dev.lintel.convert.AvroAnnotations;
import java.util.stream.Collectors;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A column of a Parquet file, in words.
 *
 * @param physical how its values are stored: {@code INT32}, {@code list of BYTE_ARRAY}
 * @param logical what they mean, in the spelling of Parquet: {@code TIMESTAMP(MICROS,true)}, {@code
 *     list of STRING}, {@code UNKNOWN} if it has nothing but nulls; empty if the file does not say
 * @param required whether no value is null
 */
public record ParquetColumn(String name, String physical, String logical, boolean required) {

  static ParquetColumn of(Type column, ParquetNulls nulls) {
    return new ParquetColumn(
        column.getName(),
        physical(column),
        logical(column, nulls),
        column.isRepetition(Type.Repetition.REQUIRED));
  }

  private static String physical(Type type) {
    String stored = type.isPrimitive() ? primitive(type) : group(type.asGroupType());
    return type.isRepetition(Type.Repetition.REPEATED) ? "repeated " + stored : stored;
  }

  private static String primitive(Type type) {
    PrimitiveType primitive = type.asPrimitiveType();
    PrimitiveType.PrimitiveTypeName name = primitive.getPrimitiveTypeName();
    return switch (name) {
      case BINARY -> "BYTE_ARRAY";
      case FIXED_LEN_BYTE_ARRAY -> name + "(" + primitive.getTypeLength() + ")";
      default -> name.name();
    };
  }

  private static String group(GroupType group) {
    if (isList(group)) {
      return "list of " + physical(element(group));
    }
    if (isMap(group)) {
      GroupType entry = group.getType(0).asGroupType();
      return "map of %s to %s".formatted(physical(entry.getType(0)), physical(entry.getType(1)));
    }
    return group.getFields().stream()
        .map(field -> field.getName() + " " + physical(field))
        .collect(Collectors.joining(", ", "struct(", ")"));
  }

  private static String logical(Type type, ParquetNulls nulls) {
    if (!type.isPrimitive()) {
      if (isList(type.asGroupType())) {
        String element = logical(element(type.asGroupType()), nulls);
        return element.isEmpty() ? "" : "list of " + element;
      }
      return "";
    }
    if (nulls.contains(type.asPrimitiveType())) {
      return AvroAnnotations.PARQUET_UNKNOWN;
    }
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return annotation == null ? "" : annotation.toString();
  }

  /** The type of a list's elements, which are within a group of their own in all but old files. */
  private static Type element(GroupType list) {
    Type repeated = list.getType(0);
    return repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1
        ? repeated
        : repeated.asGroupType().getType(0);
  }

  private static boolean isList(GroupType group) {
    return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        && group.getFieldCount() == 1;
  }

  private static boolean isMap(GroupType group) {
    return group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
        && group.getFieldCount() == 1
        && !group.getType(0).isPrimitive()
        && group.getType(0).asGroupType().getFieldCount() == 2;
  }
}
