package dev.lintel.convert;

/** The reason why a value cannot be converted, thrown where the column is not known. */
final class Unconvertible extends RuntimeException {
  Unconvertible(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
