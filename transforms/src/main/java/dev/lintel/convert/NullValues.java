package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.values.ScalarTypes;

/** The null value of each type. Pure; safe to call from any thread. */
public final class NullValues {
  private NullValues() {}

  /**
   * Returns the null value of a type.
   *
   * @throws IllegalArgumentException if no value has the type: it is newer than this client, or an
   *     array of arrays
   */
  public static Value of(Type type) {
    if (type.getCode() != Type.Code.ARRAY) {
      return ScalarTypes.of(type).value(type, null);
    }
    Type elementType = type.getArrayElementType();
    return ScalarTypes.of(elementType).array(elementType, null);
  }
}
