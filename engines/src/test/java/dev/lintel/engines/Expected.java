package dev.lintel.engines;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What becomes of a row.
 *
 * @param plain the value, in the form of {@link PlainValue}; null if the row must be refused
 */
record Expected(@Nullable String plain) {
  static Expected value(String plain) {
    return new Expected(plain);
  }

  static Expected refusal() {
    return new Expected(null);
  }

  boolean isRefusal() {
    return plain == null;
  }
}
