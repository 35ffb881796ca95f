package dev.lintel.compare;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;

/** Which types can be compared with each other. Pure; safe to call from any thread. */
public final class ComparableTypes {
  private ComparableTypes() {}

  /**
   * Returns whether values of these types can be compared: the types are the same, or the types of
   * the two dialects for decimals, for JSON or for object identifiers, or arrays of such types.
   */
  public static boolean areComparable(Type type, Type other) {
    if (type.getCode() == Code.ARRAY && other.getCode() == Code.ARRAY) {
      return areComparable(type.getArrayElementType(), other.getArrayElementType());
    }
    return type.equals(other)
        || (isDecimal(type) && isDecimal(other))
        || (isJson(type) && isJson(other))
        || (isInteger(type) && isInteger(other));
  }

  static boolean isDecimal(Type type) {
    return type.getCode() == Code.NUMERIC || type.getCode() == Code.PG_NUMERIC;
  }

  static boolean isJson(Type type) {
    return type.getCode() == Code.JSON || type.getCode() == Code.PG_JSONB;
  }

  static boolean isFloat(Type type) {
    return type.getCode() == Code.FLOAT32 || type.getCode() == Code.FLOAT64;
  }

  private static boolean isInteger(Type type) {
    return type.getCode() == Code.INT64 || type.getCode() == Code.PG_OID;
  }

  /** Returns the type of the elements of an array, or the type itself. */
  static Type elementType(Type type) {
    return type.getCode() == Code.ARRAY ? type.getArrayElementType() : type;
  }
}
