package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.AvroTypes.Timestamps;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts values of one type to Avro data, for Avro's generic writer without logical type
 * conversions, as Google's export encodes them; the inverse of {@link AvroToValue}. Thread-safe.
 *
 * <p>NUMERIC is the shortest two's complement of the number times 10^9. PostgreSQL's numeric has an
 * encoding of its own, which the schema of {@link AvroTypes} marks. A TIMESTAMP is text in UTC,
 * with a fraction of nine digits or without one, or a long of microseconds, rounded down. DATE,
 * UUID and the documents of JSON are text. The elements of an ARRAY may be null. The schema decides
 * the encoding once, not for each value.
 */
public final class ValueToAvro {
  private final Function<Value, Object> encoder;

  private ValueToAvro(Function<Value, Object> encoder) {
    this.encoder = encoder;
  }

  /**
   * Returns the conversion for the schema that {@link AvroTypes} has for the type.
   *
   * @throws IllegalArgumentException if no column has the type, like STRUCT
   */
  public static ValueToAvro of(Type type, Timestamps timestamps) {
    return of(type, AvroTypes.of(type, timestamps));
  }

  /**
   * Returns the conversion for a schema: one that {@link AvroTypes} or {@link LogicalAvroTypes} has
   * for the type, a union of it and null, or, for PostgreSQL's numeric, a string, which is then its
   * text.
   *
   * @throws IllegalArgumentException if the schema is none of these
   */
  public static ValueToAvro of(Type type, Schema schema) {
    Schema notNull = notNull(schema);
    Optional<Function<Value, Object>> encoder = Optional.empty();
    if (type.getCode() != Type.Code.ARRAY) {
      encoder =
          AvroEncoding.encoder(notNull, type).map(scalar -> ValueContents.getter(type, scalar));
    } else if (notNull.getType() == Schema.Type.ARRAY) {
      Type elementType = type.getArrayElementType();
      encoder =
          AvroEncoding.encoder(notNull(notNull.getElementType()), elementType)
              .map(element -> ValueContents.arrayGetter(elementType, element));
    }
    return new ValueToAvro(
        encoder.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Values of " + type + " are not written in the Avro type " + schema)));
  }

  /** Converts a value; null to null. */
  public @Nullable Object convert(Value value) {
    return value.isNull() ? null : encoder.apply(value);
  }

  /** Returns the only branch besides null; any other union unchanged, which nothing encodes. */
  static Schema notNull(Schema schema) {
    if (schema.isUnion()) {
      List<Schema> branches =
          schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
      return branches.size() == 1 ? branches.get(0) : schema;
    }
    return schema;
  }
}
