package dev.lintel.convert;

/** Checks whether text can be written as UTF-8. */
final class Unicode {
  private Unicode() {}

  /** Returns false if the text has a surrogate without its other half. */
  static boolean isWellFormed(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || ++i == length
            || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
