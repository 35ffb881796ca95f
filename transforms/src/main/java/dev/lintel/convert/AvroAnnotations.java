package dev.lintel.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * What the schema of a file says about its data beyond Avro's own types: the logical types that
 * only other formats have, and the properties that {@link AvroFieldType} understands. Thread-safe.
 */
public final class AvroAnnotations {
  /** The logical type of a string that is the text of a JSON document. */
  public static final String JSON = "json";

  /** The logical type of bytes that are a document of BSON. */
  public static final String BSON = "bson";

  /** The logical type of two bytes that are a floating-point number, little-endian. */
  public static final String FLOAT16 = "float16";

  /** The logical type of a long that counts the nanoseconds of a day. */
  public static final String TIME_NANOS = "time-nanos";

  /**
   * The property of a type that was read from a Parquet file: its type there, such as {@code
   * INT64}.
   */
  public static final String PARQUET_TYPE = "lintel.parquetType";

  /** The property of such a type that has an annotation: {@code TIMESTAMP(MICROS,true)}. */
  public static final String PARQUET_ANNOTATION = "lintel.parquetAnnotation";

  /** The annotation of a column without a type, which has nothing but nulls. */
  public static final String PARQUET_UNKNOWN = "UNKNOWN";

  /** The property of an integer that states its {@link TimestampUnit}, in lower case. */
  static final String TIMESTAMP_UNIT = "lintel.timestampUnit";

  private static final ImmutableList<String> PROPERTIES =
      ImmutableList.of(PARQUET_TYPE, PARQUET_ANNOTATION, TIMESTAMP_UNIT);

  private static final JsonMapper MAPPER = new JsonMapper();

  private AvroAnnotations() {}

  /**
   * Returns the text of a schema without the properties, for a file that is written with the schema
   * of another one. The logical types stay.
   */
  public static String withoutProperties(String schemaText) {
    if (PROPERTIES.stream().noneMatch(schemaText::contains)) {
      return schemaText;
    }
    try {
      JsonNode schema = MAPPER.readTree(schemaText);
      schema.findParents(PARQUET_TYPE).forEach(type -> ((ObjectNode) type).remove(PROPERTIES));
      schema
          .findParents(TIMESTAMP_UNIT)
          .forEach(type -> ((ObjectNode) type).remove(TIMESTAMP_UNIT));
      return MAPPER.writeValueAsString(schema);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the text of a schema", e);
    }
  }

  /** Returns whether data of a schema, which is no union, are always null. */
  static boolean isNull(Schema schema) {
    return schema.getType() == Schema.Type.NULL
        || PARQUET_UNKNOWN.equals(schema.getProp(PARQUET_ANNOTATION));
  }

  /**
   * States what integers count where they are read as timestamps: every int and long in the schema
   * that has no logical type. Without this, a long of Avro counts microseconds, as in Google's
   * import, and no other integer is read as a timestamp.
   *
   * @param schema the schema of records, which is changed
   */
  public static void setTimestampUnit(Schema schema, TimestampUnit unit) {
    setTimestampUnit(
        schema,
        unit.name().toLowerCase(Locale.ROOT),
        Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void setTimestampUnit(Schema schema, String unit, Set<Schema> seen) {
    if (!seen.add(schema)) {
      return;
    }
    switch (schema.getType()) {
      case UNION -> schema.getTypes().forEach(branch -> setTimestampUnit(branch, unit, seen));
      case ARRAY -> setTimestampUnit(schema.getElementType(), unit, seen);
      case MAP -> setTimestampUnit(schema.getValueType(), unit, seen);
      case RECORD ->
          schema.getFields().forEach(field -> setTimestampUnit(field.schema(), unit, seen));
      case INT, LONG -> {
        if (schema.getProp(LogicalType.LOGICAL_TYPE_PROP) == null) {
          schema.addProp(TIMESTAMP_UNIT, unit);
        }
      }
      default -> {}
    }
  }
}
