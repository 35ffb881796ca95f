package dev.lintel.convert;

/** Thrown for a value that cannot be converted, by code that does not know the column. */
final class Unconvertible extends RuntimeException {
  Unconvertible(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
