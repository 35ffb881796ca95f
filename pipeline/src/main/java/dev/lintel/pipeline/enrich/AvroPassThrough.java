package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroTypes;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.records.InputShape;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** Whether records of Avro come through as they are. */
final class AvroPassThrough {
  private static final String DECIMAL = "decimal";
  private static final Schema PG_NUMERIC =
      AvroTypes.of(Type.pgNumeric(), AvroTypes.Timestamps.STRING);

  private AvroPassThrough() {}

  /**
   * Whether a file of that format, written in the same schema, has everything that it says. A
   * Parquet file, read or written, may not: Avro has no decimals in integers, no timestamps in
   * nanoseconds and none of twelve bytes, so that what they are is lost on the way; nor can it have
   * a PostgreSQL numeric, whose bytes in Avro are no decimal of Parquet's.
   */
  static boolean isWhole(InputShape.Avro input, RecordFormat output) {
    return (input.recordFormat() == RecordFormat.AVRO && output == RecordFormat.AVRO)
        || !has(input.schema(), output, new HashSet<>());
  }

  /**
   * A field of a Parquet file that cannot be written field by field either, since what would get
   * lost is within it; for a message.
   */
  static Optional<String> lostWithin(InputShape.Avro input, RecordFormat output) {
    if (input.recordFormat() != RecordFormat.PARQUET) {
      return Optional.empty();
    }
    return input.schema().getFields().stream()
        .filter(field -> AvroTypes.typeOf(field.schema()).isEmpty())
        .filter(field -> has(field.schema(), output, new HashSet<>()))
        .map(Schema.Field::name)
        .findFirst();
  }

  private static boolean has(Schema schema, RecordFormat output, Set<String> seen) {
    String logicalType = String.valueOf(schema.getProp(LogicalType.LOGICAL_TYPE_PROP));
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().anyMatch(branch -> has(branch, output, seen));
      case ARRAY -> has(schema.getElementType(), output, seen);
      case MAP -> has(schema.getValueType(), output, seen);
      case RECORD ->
          seen.add(schema.getFullName())
              && schema.getFields().stream().anyMatch(field -> has(field.schema(), output, seen));
      case INT, LONG -> logicalType.equals(DECIMAL) || logicalType.endsWith("timestamp-nanos");
      case FIXED -> schema.getName().equals("INT96");
      case BYTES -> output == RecordFormat.PARQUET && schema.equals(PG_NUMERIC);
      default -> false;
    };
  }
}
