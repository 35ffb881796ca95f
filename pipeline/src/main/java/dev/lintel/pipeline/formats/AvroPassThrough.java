package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroAnnotations;
import dev.lintel.convert.AvroTypes;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** Whether Avro records can be written as they were read. */
final class AvroPassThrough {
  private static final String DECIMAL = "decimal";
  private static final Schema PG_NUMERIC =
      AvroTypes.of(Type.pgNumeric(), AvroTypes.Timestamps.STRING);

  private AvroPassThrough() {}

  /**
   * Whether a file of that format, written in the same schema, contains everything that the records
   * contain. A Parquet file, read or written, may not: Avro has no decimals in integers, no
   * unsigned integers, no times and timestamps in nanoseconds, no timestamps of twelve bytes and no
   * floating-point numbers of two, and an interval is not written as one, so their types are lost.
   * Parquet has no PostgreSQL numeric: its bytes in Avro are not a decimal of Parquet.
   */
  static boolean isWhole(AvroShape input, AvroBased output) {
    return (input.format().keepsAvroSchema() && output.keepsAvroSchema())
        || !losesPart(input.schema(), !output.keepsAvroSchema(), new HashSet<>());
  }

  private static boolean losesPart(Schema schema, boolean toOwnTypes, Set<String> seen) {
    String logicalType = String.valueOf(schema.getProp(LogicalType.LOGICAL_TYPE_PROP));
    return switch (schema.getType()) {
      case UNION ->
          schema.getTypes().stream().anyMatch(branch -> losesPart(branch, toOwnTypes, seen));
      case ARRAY -> losesPart(schema.getElementType(), toOwnTypes, seen);
      case MAP -> losesPart(schema.getValueType(), toOwnTypes, seen);
      case RECORD ->
          seen.add(schema.getFullName())
              && schema.getFields().stream()
                  .anyMatch(field -> losesPart(field.schema(), toOwnTypes, seen));
      case INT, LONG ->
          logicalType.equals(DECIMAL)
              || logicalType.equals(AvroTypes.INTEGER_DECIMAL)
              || logicalType.equals(AvroAnnotations.TIME_NANOS)
              || logicalType.equals(AvroTypes.UNSIGNED)
              || logicalType.endsWith("timestamp-nanos");
      case FIXED ->
          schema.getName().equals("INT96")
              || logicalType.equals("duration")
              || logicalType.equals(AvroAnnotations.FLOAT16);
      case BYTES -> toOwnTypes && schema.equals(PG_NUMERIC);
      default -> false;
    };
  }
}
