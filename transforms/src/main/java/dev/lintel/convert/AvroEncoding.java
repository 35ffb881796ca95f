package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import dev.lintel.values.ScalarTypes;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** Converts plain objects of a Spanner type to Avro scalars; see {@link AvroTypes}. */
final class AvroEncoding {
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private AvroEncoding() {}

  /** Returns the conversion; empty if values of the type are not written in that schema. */
  static Optional<Function<Object, Object>> encoder(Schema schema, Type type) {
    Function<Object, Object> encoder =
        switch (type.getCode()) {
          case TIMESTAMP ->
              schema.getType() == Schema.Type.LONG
                  ? timestamp -> micros((Timestamp) timestamp)
                  : text(type);
          case PG_NUMERIC ->
              schema.getType() == Schema.Type.STRING
                  ? Function.identity()
                  : number -> ByteBuffer.wrap(Decimals.encodedPgNumeric((String) number));
          case NUMERIC -> number -> ByteBuffer.wrap(Decimals.encoded((BigDecimal) number));
          case BYTES, PROTO -> bytes -> ByteBuffer.wrap(((ByteArray) bytes).toByteArray());
          case DATE, UUID, INTERVAL -> text(type);
          default -> Function.identity();
        };
    return isSchemaOf(schema, type) ? Optional.of(encoder) : Optional.empty();
  }

  /**
   * Returns whether {@link AvroTypes} gives the type that schema, or the schema is a string for a
   * PostgreSQL numeric.
   */
  private static boolean isSchemaOf(Schema schema, Type type) {
    if (type.getCode() == Type.Code.PG_NUMERIC && schema.getType() == Schema.Type.STRING) {
      return true;
    }
    for (AvroTypes.Timestamps timestamps : AvroTypes.Timestamps.values()) {
      Schema own = AvroTypes.of(type, timestamps);
      if (own.getType() == schema.getType() && sameEncoding(own, schema)) {
        return true;
      }
    }
    return false;
  }

  /** The text of a UUID does not depend on the logical type; the encoding of a number does. */
  private static boolean sameEncoding(Schema own, Schema other) {
    return own.getType() == Schema.Type.STRING
        || Stream.of(LogicalType.LOGICAL_TYPE_PROP, "precision", "scale")
            .allMatch(name -> Objects.equals(own.getObjectProp(name), other.getObjectProp(name)));
  }

  private static Function<Object, Object> text(Type type) {
    return ScalarText.printer(ScalarTypes.of(type).javaClass())::apply;
  }

  private static Long micros(Timestamp timestamp) {
    return timestamp.getSeconds() * MICROS_PER_SECOND + timestamp.getNanos() / NANOS_PER_MICRO;
  }
}
