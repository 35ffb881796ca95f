package dev.lintel.pipeline.files.avro;

import dev.lintel.convert.AvroAnnotations;
import dev.lintel.convert.AvroTypes;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Keeps the annotations of Parquet's primitive types in Avro schemas. Parquet's own converter drops
 * those that Avro has no logical type for, and the data would be read as something else: a decimal
 * in an integer as a plain integer, an interval as a timestamp.
 */
final class ParquetAnnotations {
  private ParquetAnnotations() {}

  /**
   * Returns the Avro type that data of a primitive type are read with: the one that Parquet's
   * converter gives, but with the properties of {@link AvroAnnotations}, and text for JSON.
   */
  static Schema annotated(Schema converted, PrimitiveType parquet) {
    LogicalTypeAnnotation annotation = parquet.getLogicalTypeAnnotation();
    Schema schema = withLogicalType(converted, annotation);
    if (schema.getProp(AvroAnnotations.PARQUET_TYPE) == null) {
      schema.addProp(AvroAnnotations.PARQUET_TYPE, nameOf(parquet));
      if (annotation != null) {
        schema.addProp(AvroAnnotations.PARQUET_ANNOTATION, annotation.toString());
      }
    }
    return schema;
  }

  private static String nameOf(PrimitiveType parquet) {
    return parquet.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        ? "FIXED_LEN_BYTE_ARRAY(%d)".formatted(parquet.getTypeLength())
        : parquet.getPrimitiveTypeName().name();
  }

  private static Schema withLogicalType(
      Schema converted, @Nullable LogicalTypeAnnotation annotation) {
    if (annotation instanceof JsonLogicalTypeAnnotation) {
      return marked(Schema.create(Schema.Type.STRING), AvroAnnotations.JSON);
    }
    if (annotation instanceof BsonLogicalTypeAnnotation) {
      return marked(converted, AvroAnnotations.BSON);
    }
    if (annotation instanceof IntervalLogicalTypeAnnotation) {
      return marked(converted, "duration");
    }
    if (annotation instanceof Float16LogicalTypeAnnotation) {
      return marked(converted, AvroAnnotations.FLOAT16);
    }
    return switch (converted.getType()) {
      case INT, LONG -> ofInteger(converted, annotation);
      default -> converted;
    };
  }

  private static Schema ofInteger(Schema converted, @Nullable LogicalTypeAnnotation annotation) {
    if (annotation instanceof TimestampLogicalTypeAnnotation timestamp
        && timestamp.getUnit() == TimeUnit.NANOS) {
      return marked(
          Schema.create(converted.getType()),
          timestamp.isAdjustedToUTC() ? "timestamp-nanos" : "local-timestamp-nanos");
    }
    if (annotation instanceof TimeLogicalTypeAnnotation time && time.getUnit() == TimeUnit.NANOS) {
      return marked(Schema.create(converted.getType()), AvroAnnotations.TIME_NANOS);
    }
    if (annotation instanceof IntLogicalTypeAnnotation number && isUnsigned(number, converted)) {
      return marked(Schema.create(converted.getType()), AvroTypes.UNSIGNED);
    }
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      Schema integer = marked(Schema.create(converted.getType()), AvroTypes.INTEGER_DECIMAL);
      integer.addProp("precision", decimal.getPrecision());
      integer.addProp("scale", decimal.getScale());
      return integer;
    }
    return converted;
  }

  private static Schema marked(Schema schema, String logicalType) {
    if (schema.getProp(LogicalType.LOGICAL_TYPE_PROP) == null) {
      schema.addProp(LogicalType.LOGICAL_TYPE_PROP, logicalType);
    }
    return schema;
  }

  /** Whether the first bit of the integer is not a sign; in one of 8 or 16 bits it is always 0. */
  private static boolean isUnsigned(IntLogicalTypeAnnotation number, Schema schema) {
    int bits = schema.getType() == Schema.Type.INT ? Integer.SIZE : Long.SIZE;
    return !number.isSigned() && number.getBitWidth() == bits;
  }
}
