package dev.lintel.convert;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Thrown for a value that its column cannot hold.
 *
 * <p>The message may quote the value, shortened to 50 characters: it belongs in the failed record
 * and not in a log. There is no stack trace, because every bad record throws one of these.
 */
public final class ConversionException extends RuntimeException {
  private static final int QUOTED_CHARACTERS = 50;

  private final String column;
  private final String expectedType;
  private final String reason;

  ConversionException(
      String column, String expectedType, String reason, @Nullable String offending) {
    super(message(column, expectedType, reason, offending), null, false, false);
    this.column = column;
    this.expectedType = expectedType;
    this.reason = reason;
  }

  /** The name of the column; empty if the row is wrong as a whole, like its number of fields. */
  public String getColumn() {
    return column;
  }

  /** The type of the column, as the database spells it; empty if there is no such column. */
  public String getExpectedType() {
    return expectedType;
  }

  /** The reason, without the value. */
  public String getReason() {
    return reason;
  }

  /** The message without the value, for logs. */
  public String getMessageWithoutValue() {
    return message(column, expectedType, reason, null);
  }

  /** Returns an exception for a row that is wrong as a whole. */
  public static ConversionException ofRow(String reason) {
    return new ConversionException("", "", reason, null);
  }

  static ConversionException ofUnknownColumn(String column, String reason) {
    return new ConversionException(column, "", reason, null);
  }

  private static String message(
      String column, String expectedType, String reason, @Nullable String offending) {
    var message = new StringBuilder();
    if (!column.isEmpty()) {
      message.append("Column ").append(column);
      if (!expectedType.isEmpty()) {
        message.append(" (").append(expectedType).append(')');
      }
      message.append(": ");
    }
    message.append(reason);
    if (offending != null) {
      message.append(", got \"").append(shorten(offending)).append('"');
    }
    return message.toString();
  }

  private static String shorten(String text) {
    if (text.codePointCount(0, text.length()) <= QUOTED_CHARACTERS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, QUOTED_CHARACTERS)) + "…";
  }
}
