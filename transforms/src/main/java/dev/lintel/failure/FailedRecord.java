package dev.lintel.failure;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.ErrorCode;

/**
 * A record that could not be processed, with the reason: nothing is dropped without one of these.
 *
 * <p>It keeps the whole element, so that the record can be processed again once the cause is
 * mended. Immutable, and as thread-safe as the element.
 *
 * @param <T> the element that failed: a Mutation for a write, the text of a record for a reader
 */
@AutoValue
public abstract class FailedRecord<T> {

  /** The table that the record was meant for or read from. */
  public abstract String getTable();

  /** The element as it came in. */
  public abstract T getElement();

  /** Spanner's code, or the one that Spanner would have answered with. */
  public abstract ErrorCode getErrorCode();

  /** Why it failed, in words for a person; Spanner's own where Spanner rejected it. */
  public abstract String getMessage();

  public static <T> FailedRecord<T> of(
      String table, T element, ErrorCode errorCode, String message) {
    return new AutoValue_FailedRecord<>(table, element, errorCode, message);
  }
}
