package dev.lintel.pipeline.summary;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why records were rejected, without what differs from record to record, so that records rejected
 * for one reason have equal reasons. Immutable.
 *
 * @param errorCode the name of Spanner's code, such as {@code FAILED_PRECONDITION}
 * @param message what is said of each of the records, with {@code …} for each part that differs
 */
public record RejectionReason(String errorCode, String message) {

  /** Stands for the parts that differ. */
  static final String ANY = "…";

  /** Longer messages are cut: the beginning tells them apart, and metrics bear their names. */
  static final int LONGEST = 160;

  /** So much of a message is looked at: a server may quote a key of some kilobytes. */
  private static final int LOOKED_AT = 2000;

  private static final String OTHER = "other messages";

  /**
   * What may hold values of a row: quoted texts, whatever is in brackets, and words that begin with
   * a digit. A value may hold quotation marks itself, so a quotation reaches to the last mark of
   * its kind, or, without one, to the end of the message. A mark between two letters is an
   * apostrophe.
   */
  private static final Pattern VARIABLE =
      Pattern.compile(
          """
          (?s:"(?:.*"|.*$)
          |(?<![\\p{L}\\p{N}])'(?:.*'(?![\\p{L}\\p{N}])|.*$)
          |`\\{.*\\}`
          |`(?<quoted>[^`]*)(?:`|$)
          |\\[(?:.*\\]|.*$)
          |\\{(?:.*\\}|.*$)
          |(?<![\\p{L}\\p{N}_])[-+]?[0-9][\\p{L}\\p{N}_]*(?:[.,:+-][\\p{L}\\p{N}_]+)*)
          """,
          Pattern.COMMENTS);

  /** A name of the schema, which may stay. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.$]*");

  /** The reason that a message gives. */
  public static RejectionReason of(String errorCode, String message) {
    String line =
        message.substring(0, Math.min(message.length(), LOOKED_AT)).strip().replaceAll("\\s+", " ");
    var pattern = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(line);
    while (matcher.find()) {
      String quoted = matcher.group("quoted");
      boolean isName = quoted != null && NAME.matcher(quoted).matches();
      matcher.appendReplacement(pattern, Matcher.quoteReplacement(isName ? matcher.group() : ANY));
    }
    matcher.appendTail(pattern);
    return new RejectionReason(errorCode, shorten(pattern.toString()));
  }

  /** Stands for all further messages with that code. */
  static RejectionReason other(String errorCode) {
    return new RejectionReason(errorCode, OTHER);
  }

  /** Whether it stands for several messages. */
  public boolean isOther() {
    return message.equals(OTHER);
  }

  private static String shorten(String message) {
    if (message.codePointCount(0, message.length()) <= LONGEST) {
      return message;
    }
    return message.substring(0, message.offsetByCodePoints(0, LONGEST)) + ANY;
  }
}
