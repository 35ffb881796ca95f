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
 * Makes the Avro data of the values of one type, for Avro's generic writer without logical type
 * conversions, encoded as Google's export does; the inverse of {@link AvroToValue}. Thread-safe.
 *
 * <p>NUMERIC is the shortest two's complement of the number times 10^9; PostgreSQL's numeric has
 * the encoding that {@link AvroTypes} marks; a TIMESTAMP is text in UTC with no fraction or one of
 * nine digits, or a long of microseconds, rounded down; DATE, UUID and the documents of JSON are
 * text; the elements of an ARRAY may be null. How it is encoded is settled once, by the schema; a
 * value costs no lookup.
 */
public final class ValueToAvro {
  private final Function<Value, Object> encoder;

  private ValueToAvro(Function<Value, Object> encoder) {
    this.encoder = encoder;
  }

  /**
   * Encodes values for the schema that {@link AvroTypes} has for the type.
   *
   * @throws IllegalArgumentException for a type that no column has, such as STRUCT
   */
  public static ValueToAvro of(Type type, Timestamps timestamps) {
    return of(type, AvroTypes.of(type, timestamps));
  }

  /**
   * Encodes values for that schema: one that {@link AvroTypes} has for the type, with or without
   * null beside it; or a string for PostgreSQL's numeric, which then is its text.
   *
   * @throws IllegalArgumentException if it is no such schema
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

  /** The datum; null for null. */
  public @Nullable Object convert(Value value) {
    return value.isNull() ? null : encoder.apply(value);
  }

  /** The only branch beside null; any other union is nothing that an encoding fits. */
  private static Schema notNull(Schema schema) {
    if (schema.isUnion()) {
      List<Schema> branches =
          schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
      return branches.size() == 1 ? branches.get(0) : schema;
    }
    return schema;
  }
}
