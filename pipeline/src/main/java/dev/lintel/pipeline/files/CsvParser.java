package dev.lintel.pipeline.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Splits a text into records and their fields. White space belongs to a field, except between a
 * closing qualifier and the delimiter. Not thread-safe.
 */
final class CsvParser {
  private final TextWindow input;
  private final CsvLayout layout;
  private final EscapeDecoder escapes;
  private final int delimiter;
  private final int qualifier;
  private final int escape;
  private final boolean escapesOutside;
  private final boolean neverLineBreaks;
  private final boolean qualifiedNulls;

  private long position;
  private long contentEnd;

  CsvParser(TextWindow input, CsvLayout layout) {
    this.input = input;
    this.layout = layout;
    this.escapes = new EscapeDecoder(input, layout);
    this.delimiter = layout.delimiter();
    this.qualifier = code(layout.qualifier());
    this.escape = code(layout.escape());
    this.neverLineBreaks = layout.lineBreaks() == CsvLineBreaks.NEVER;
    this.qualifiedNulls = layout.fieldRules() == CsvLayout.FieldRules.GOOGLE;
    this.escapesOutside = layout.sequences() != EscapeSequences.QUALIFIER;
  }

  /** A character that a layout lacks is like none in the text. */
  private static int code(@Nullable Character character) {
    return character == null ? -2 : character;
  }

  /**
   * Parses the record that begins at a position, which is not the end of the text.
   *
   * @return its fields; null for one that the layout's null string stands for
   * @throws CsvSyntaxException if its quotes or escapes are wrong
   * @throws IOException if the text cannot be read, or the record is longer than any may be
   */
  List<@Nullable String> parse(long start) throws IOException, CsvSyntaxException {
    var fields = new ArrayList<@Nullable String>();
    position = start;
    while (true) {
      fields.add(input.at(position) == qualifier ? qualified() : plain());
      int end = input.at(position);
      contentEnd = position;
      if (end == delimiter) {
        position++;
      } else {
        position = input.afterLines(position, 1);
        return fields;
      }
    }
  }

  /** The position after the last character of the record that was parsed last. */
  long contentEnd() {
    return contentEnd;
  }

  /** The position after the line break of the record that was parsed last. */
  long end() {
    return position;
  }

  private @Nullable String plain() throws IOException, CsvSyntaxException {
    long start = position;
    StringBuilder decoded = null;
    for (int c = input.at(position); !endsField(c); c = input.at(position)) {
      if (c == escape && escapesOutside) {
        if (decoded == null) {
          decoded = new StringBuilder(input.text(start, position));
        }
        position = decodeEscape(decoded);
      } else {
        if (decoded != null) {
          decoded.append((char) c);
        }
        position++;
      }
    }
    String text = input.text(start, position);
    if (text.equals(layout.nullString())) {
      return null;
    }
    return decoded == null ? text : decoded.toString();
  }

  private @Nullable String qualified() throws IOException, CsvSyntaxException {
    var text = new StringBuilder();
    position++;
    while (true) {
      int c = input.at(position);
      if (c == TextWindow.END) {
        throw new CsvSyntaxException("a quote is opened and not closed");
      } else if (c == escape) {
        position = decodeEscape(text);
      } else if (c != qualifier) {
        checkLineBreak(c);
        text.append((char) c);
        position++;
      } else if (input.at(position + 1) == qualifier) {
        text.append((char) c);
        position += 2;
      } else {
        position++;
        skipToEndOfField();
        String content = text.toString();
        return qualifiedNulls && content.equals(layout.nullString()) ? null : content;
      }
    }
  }

  private long decodeEscape(StringBuilder text) throws IOException, CsvSyntaxException {
    checkLineBreak(input.at(position + 1));
    return escapes.decode(position + 1, text);
  }

  private void checkLineBreak(int c) throws CsvSyntaxException {
    if (neverLineBreaks && TextWindow.isLineBreak(c)) {
      throw new CsvSyntaxException(
          "a field has a line break, or a quote is not closed; line breaks are excluded by"
              + " csvLineBreaks=never");
    }
  }

  private void skipToEndOfField() throws IOException, CsvSyntaxException {
    for (int c = input.at(position); !endsField(c); c = input.at(position)) {
      if (!Character.isWhitespace(c)) {
        throw new CsvSyntaxException("a closing quote is not followed by a delimiter");
      }
      position++;
    }
  }

  private boolean endsField(int c) throws IOException {
    return c == delimiter || c == TextWindow.END || (TextWindow.isLineBreak(c) && endsLine(c));
  }

  /** MySQL writes a carriage return in a text as it is. */
  private boolean endsLine(int c) throws IOException {
    return c == '\n'
        || layout.sequences() != EscapeSequences.MYSQL
        || input.at(position + 1) == '\n';
  }
}
