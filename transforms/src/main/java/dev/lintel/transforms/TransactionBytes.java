package dev.lintel.transforms;

/**
 * About how many bytes a transaction reads and writes for each element, as far as the transactions
 * before have shown. Nobody knows how large a row is before it is read, so the first transactions
 * are few and small. Not thread-safe.
 */
final class TransactionBytes {

  /** How many bytes a transaction should read and write at most. */
  private static final long MAX_BYTES = 8L << 20;

  /** How many elements a transaction has at most, and all of them together, while it is unknown. */
  private static final int FIRST_ELEMENTS = 10;

  private static final int FIRST_ELEMENTS_TOGETHER = 100;

  /** The estimate sinks by this part of it at most, because large rows may come again. */
  private static final int SINKING = 8;

  private static final int UNKNOWN = 0;

  private long anElement = UNKNOWN;

  /** Returns about how many bytes these elements have. */
  long of(int elements) {
    return elements * (anElement == UNKNOWN ? MAX_BYTES / FIRST_ELEMENTS : anElement);
  }

  /** Returns how many elements a transaction should have at most. */
  int maxElements() {
    return anElement == UNKNOWN
        ? FIRST_ELEMENTS
        : (int) Math.min(Integer.MAX_VALUE, Math.max(1, MAX_BYTES / anElement));
  }

  /** Returns how many elements transactions that run at the same time should have at most. */
  int maxElementsTogether() {
    return anElement == UNKNOWN ? FIRST_ELEMENTS_TOGETHER : Integer.MAX_VALUE;
  }

  /** Takes how many bytes were read and written for how many elements. */
  void learn(long bytes, int elements) {
    if (elements > 0) {
      anElement = Math.max(Math.max(1, bytes / elements), anElement - anElement / SINKING);
    }
  }
}
