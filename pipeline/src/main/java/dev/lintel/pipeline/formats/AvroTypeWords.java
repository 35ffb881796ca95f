package dev.lintel.pipeline.formats;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** The types of an Avro schema in words, as its specification spells them. */
final class AvroTypeWords {
  private AvroTypeWords() {}

  /** How values are stored, without null: {@code long}, {@code array of string}. */
  static String physical(Schema schema) {
    return switch (schema.getType()) {
      case UNION ->
          notNull(schema).stream()
              .map(AvroTypeWords::physical)
              .distinct()
              .collect(Collectors.joining(" or "));
      case ARRAY -> "array of " + physical(schema.getElementType());
      case MAP -> "map of " + physical(schema.getValueType());
      case FIXED -> "fixed(%d)".formatted(schema.getFixedSize());
      case RECORD ->
          // The name, as a record may contain itself.
          "record " + schema.getName();
      default -> schema.getType().getName();
    };
  }

  /** What values mean: {@code timestamp-micros}; empty if the schema does not say. */
  static String logical(Schema schema) {
    return switch (schema.getType()) {
      case UNION ->
          notNull(schema).stream()
              .map(AvroTypeWords::logical)
              .filter(words -> !words.isEmpty())
              .distinct()
              .collect(Collectors.joining(" or "));
      case ARRAY -> within("array of ", logical(schema.getElementType()));
      case MAP -> within("map of ", logical(schema.getValueType()));
      default -> named(schema);
    };
  }

  /** Whether no value is null. */
  static boolean isRequired(Schema schema) {
    return !schema.isNullable();
  }

  private static String named(Schema schema) {
    String name = schema.getProp(LogicalType.LOGICAL_TYPE_PROP);
    if (name == null) {
      return "";
    }
    Object precision = schema.getObjectProp("precision");
    Object scale = schema.getObjectProp("scale");
    return precision == null
        ? name
        : "%s(%s,%s)".formatted(name, precision, scale == null ? 0 : scale);
  }

  private static String within(String container, String words) {
    return words.isEmpty() ? "" : container + words;
  }

  private static List<Schema> notNull(Schema union) {
    return union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
  }
}
