package dev.lintel.pipeline.files;

import java.io.IOException;

/**
 * Finds where the values of a JSON text end, by brackets and quotes; whether they are JSON is not
 * its concern. Not thread-safe.
 */
final class JsonExtents {
  /** The position of an end that does not exist. */
  static final long NONE = -1;

  private final TextWindow input;

  JsonExtents(TextWindow input) {
    this.input = input;
  }

  /** The position of the first character that is no white space, or the end of the text. */
  long afterBlanks(long start) throws IOException {
    long position = start;
    while (isBlank(input.at(position))) {
      position++;
    }
    return position;
  }

  /**
   * The position after the value that begins at a position.
   *
   * @param most how many characters it may have
   * @return {@link #NONE} if it is an object, an array or a string that is not closed within so
   *     many characters
   */
  long afterValue(long start, long most) throws IOException {
    int depth = 0;
    boolean quoted = false;
    for (long position = start; position - start < most; position++) {
      int c = input.at(position);
      if (c == TextWindow.END) {
        return quoted || depth > 0 ? NONE : position;
      } else if (quoted) {
        if (c == '\\') {
          position++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        if (depth <= 1) {
          return depth == 0 && position > start ? position : position + 1;
        }
        depth--;
      } else if (depth == 0 && (c == ',' || isBlank(c))) {
        return position > start ? position : position + 1;
      }
    }
    return NONE;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || TextWindow.isLineBreak(c);
  }
}
