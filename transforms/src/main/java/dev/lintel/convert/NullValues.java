package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;

/** The null of each type. Pure. */
public final class NullValues {
  private NullValues() {}

  /**
   * Null, of that type.
   *
   * @throws IllegalArgumentException for a type that no column has, such as STRUCT
   */
  public static Value of(Type type) {
    return type.getCode() == Type.Code.ARRAY
        ? SpannerValues.array(type.getArrayElementType(), null)
        : SpannerValues.scalar(type, null);
  }
}
