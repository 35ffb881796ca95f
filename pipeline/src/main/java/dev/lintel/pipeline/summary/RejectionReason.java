package dev.lintel.pipeline.summary;

import dev.lintel.failure.ValuelessMessage;

/**
 * Why records were rejected, without what differs from record to record, so that records rejected
 * for one reason have equal reasons. Immutable.
 *
 * @param errorCode the name of Spanner's code, such as {@code FAILED_PRECONDITION}
 * @param message what is said of each of the records, with {@code …} for each part that differs
 */
public record RejectionReason(String errorCode, String message) {

  /** Stands for the parts that differ. */
  static final String ANY = ValuelessMessage.ANY;

  /** Longer messages are cut: the beginning tells them apart, and metrics bear their names. */
  static final int LONGEST = 160;

  private static final String OTHER = "other messages";

  /** The reason that a message gives. */
  public static RejectionReason of(String errorCode, String message) {
    return new RejectionReason(errorCode, shorten(ValuelessMessage.of(message)));
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
