package dev.lintel.convert;

import com.google.cloud.spanner.DecodeMode;
import com.google.cloud.spanner.ProtobufResultSet;
import com.google.cloud.spanner.StructReader;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Gets values of rows as text, without decoding them where the row still has what the server sent:
 * in a result that is read with {@link DecodeMode#LAZY_PER_COL}. From any other row the result is
 * the same. Decoding a timestamp costs as much as all other work for a row of four columns together
 * (JFR), and conversions to text would only print it again.
 *
 * <p>A column must not be null in the row.
 */
final class ServerText {
  /** A digit stands for any digit. */
  private static final String DATE = "0000-00-00";

  private static final String SECONDS = DATE + "T00:00:00";
  private static final int SHORTEST_FRACTION = (SECONDS + ".0Z").length();
  private static final int NANOSECONDS = (SECONDS + ".000000000Z").length();

  private ServerText() {}

  /** Returns what the server sent, if the row still has it as text; otherwise null. */
  static @Nullable String find(StructReader row, int column) {
    return row instanceof ProtobufResultSet sent && sent.canGetProtobufValue(column)
        ? sent.getProtobufValue(column).getStringValue()
        : null;
  }

  static long int64(StructReader row, int column) {
    String sent = find(row, column);
    return sent == null ? row.getLong(column) : Long.parseLong(sent);
  }

  static String string(StructReader row, int column) {
    String sent = find(row, column);
    return sent == null ? row.getString(column) : sent;
  }

  static String json(StructReader row, int column) {
    String sent = find(row, column);
    return sent == null ? row.getJson(column) : sent;
  }

  static String pgJsonb(StructReader row, int column) {
    String sent = find(row, column);
    return sent == null ? row.getPgJsonb(column) : sent;
  }

  /** Returns the text of {@link DateTimeText}. */
  static String date(StructReader row, int column) {
    String sent = find(row, column);
    return sent != null && sent.length() == DATE.length() && begins(sent, DATE)
        ? sent
        : DateTimeText.text(row.getDate(column));
  }

  /** Returns the text of {@link DateTimeText}. */
  static String timestamp(StructReader row, int column) {
    String sent = find(row, column);
    String text = sent == null ? null : withNanoseconds(sent);
    return text == null ? DateTimeText.text(row.getTimestamp(column)) : text;
  }

  /**
   * Returns a timestamp in UTC with nine digits of a fraction or, if it is zero, without one; null
   * if it is spelled in another way.
   */
  static @Nullable String withNanoseconds(String timestamp) {
    int end = timestamp.length() - 1;
    if (end < SECONDS.length() || timestamp.charAt(end) != 'Z' || !begins(timestamp, SECONDS)) {
      return null;
    }
    if (end == SECONDS.length()) {
      return timestamp;
    }
    if (end + 1 < SHORTEST_FRACTION
        || end + 1 > NANOSECONDS
        || timestamp.charAt(SECONDS.length()) != '.') {
      return null;
    }
    boolean isZero = true;
    for (int i = SECONDS.length() + 1; i < end; i++) {
      char digit = timestamp.charAt(i);
      if (!isDigit(digit)) {
        return null;
      }
      isZero &= digit == '0';
    }
    if (isZero) {
      return timestamp.substring(0, SECONDS.length()) + 'Z';
    }
    return end + 1 == NANOSECONDS
        ? timestamp
        : timestamp.substring(0, end) + "0".repeat(NANOSECONDS - 1 - end) + 'Z';
  }

  private static boolean begins(String text, String form) {
    for (int i = 0; i < form.length(); i++) {
      char expected = form.charAt(i);
      char actual = text.charAt(i);
      if (expected == '0' ? !isDigit(actual) : actual != expected) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
