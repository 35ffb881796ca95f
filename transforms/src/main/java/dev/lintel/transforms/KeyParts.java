package dev.lintel.transforms;

import com.google.cloud.spanner.Value;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Converts a value to a part of a {@link com.google.cloud.spanner.Key}. */
public final class KeyParts {
  private KeyParts() {}

  /**
   * Returns the object to give to {@link com.google.cloud.spanner.Key.Builder#appendObject}; null
   * for a null value.
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
