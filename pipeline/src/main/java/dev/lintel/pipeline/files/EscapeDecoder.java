package dev.lintel.pipeline.files;

import dev.lintel.convert.SurrogateEscape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Replaces the {@link EscapeSequences} of a layout by what they stand for. Not thread-safe. */
final class EscapeDecoder {
  private static final int OCTAL = 8;
  private static final int HEXADECIMAL = 16;

  private final TextWindow input;
  private final CsvLayout layout;

  EscapeDecoder(TextWindow input, CsvLayout layout) {
    this.input = input;
    this.layout = layout;
  }

  /**
   * Decodes the sequence whose escape character is just before a position.
   *
   * @param text takes what the sequence stands for
   * @return the position after the sequence
   * @throws CsvSyntaxException if the escape is the last character of the text
   */
  long decode(long position, StringBuilder text) throws IOException, CsvSyntaxException {
    int c = input.at(position);
    if (c == TextWindow.END && layout.sequences() != EscapeSequences.QUALIFIER) {
      throw new CsvSyntaxException("an escape character is not followed by anything");
    }
    return switch (layout.sequences()) {
      case LETTERS -> letters(c, position, text);
      case POSTGRESQL ->
          byteLength(position) > 0
              ? bytes(position, text)
              : append(
                  switch (c) {
                    case 'b', 'f', 'n', 'r', 't', 'v' -> control(c);
                    default -> c;
                  },
                  position,
                  text);
      case MYSQL ->
          append(
              switch (c) {
                case 'b', 'n', 'r', 't' -> control(c);
                case '0' -> '\0';
                case 'Z' -> 0x1A;
                default -> c;
              },
              position,
              text);
      case QUALIFIER -> qualifier(c, position, text);
    };
  }

  private long letters(int c, long position, StringBuilder text) {
    int control = control(c);
    if (control != c) {
      return append(control, position, text);
    }
    if (!isSpecial(c)) {
      text.append(layout.escape());
    }
    return append(c, position, text);
  }

  private long qualifier(int c, long position, StringBuilder text) {
    if (is(layout.qualifier(), c) || is(layout.escape(), c)) {
      return append(c, position, text);
    }
    text.append(layout.escape());
    return position;
  }

  /** A control character after an escape is itself, as in commons-csv. */
  private boolean isSpecial(int c) {
    return c == layout.delimiter()
        || is(layout.qualifier(), c)
        || is(layout.escape(), c)
        || TextWindow.isLineBreak(c)
        || c == '\f'
        || c == '\t'
        || c == '\b';
  }

  private static boolean is(@Nullable Character special, int c) {
    return special != null && special == c;
  }

  private static int control(int letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      default -> letter;
    };
  }

  private static long append(int c, long position, StringBuilder text) {
    text.append((char) c);
    return position + 1;
  }

  /** Decodes this byte and those directly after it, because a character may have several bytes. */
  private long bytes(long start, StringBuilder text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    long position = start;
    while (true) {
      int length = byteLength(position);
      boolean hexadecimal = input.at(position) == 'x';
      String digits = input.text(position + (hexadecimal ? 1 : 0), position + length);
      bytes.write(Integer.parseInt(digits, hexadecimal ? HEXADECIMAL : OCTAL));
      position += length;
      if (!is(layout.escape(), input.at(position)) || byteLength(position + 1) == 0) {
        break;
      }
      position++;
    }
    text.append(SurrogateEscape.decode(ByteBuffer.wrap(bytes.toByteArray())));
    return position;
  }

  /** The number of characters that spell a byte after an escape; 0 if they do not. */
  private int byteLength(long position) throws IOException {
    if (input.at(position) != 'x') {
      return digits(position, OCTAL, 3);
    }
    int digits = digits(position + 1, HEXADECIMAL, 2);
    return digits == 0 ? 0 : 1 + digits;
  }

  private int digits(long position, int radix, int most) throws IOException {
    int count = 0;
    while (count < most && isDigit(input.at(position + count), radix)) {
      count++;
    }
    return count;
  }

  private static boolean isDigit(int c, int radix) {
    return c >= 0 && c < 0x80 && Character.digit(c, radix) >= 0;
  }
}
