package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Value;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Converts values to keys and their parts. Pure; safe to call from any thread. */
public final class KeyParts {
  private KeyParts() {}

  /**
   * Returns the key of these values, which are those of the key's columns in their order.
   *
   * @throws IllegalArgumentException if no key has a column of the type of a value
   */
  public static Key keyOf(Iterable<Value> values) {
    Key.Builder key = Key.newBuilder();
    values.forEach(value -> key.appendObject(of(value)));
    return key.build();
  }

  /**
   * Returns the object to give to {@link com.google.cloud.spanner.Key.Builder#appendObject}; null
   * for a null value.
   *
   * @throws IllegalArgumentException if no key has a column of the value's type
   */
  public static @Nullable Object of(Value value) {
    if (value.isNull()) {
      return null;
    }
    return switch (value.getType().getCode()) {
      case BOOL -> value.getBool();
      case INT64, ENUM -> value.getInt64();
      case FLOAT32 -> (double) value.getFloat32();
      case FLOAT64 -> value.getFloat64();
      case NUMERIC -> value.getNumeric();
      case BYTES -> value.getBytes();
      case DATE -> value.getDate();
      case TIMESTAMP -> value.getTimestamp();
      case UUID -> value.getUuid().toString();
      case PG_NUMERIC, STRING -> value.getString();
      default ->
          throw new IllegalArgumentException("No key has a column of type " + value.getType());
    };
  }
}
