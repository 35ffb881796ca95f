package dev.lintel.failure;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.ErrorCode;

/**
 * A record that could not be processed, with the reason. A transform that drops a record emits one
 * of these for it.
 *
 * <p>It holds the whole element, so that the record can be processed again once the cause is fixed.
 * Immutable, and as thread-safe as the element.
 *
 * @param <T> the type of the element: Mutation for a write, the text of a record for a reader
 */
@AutoValue
public abstract class FailedRecord<T> {

  /** The name of the table that the record was to be written to or was read from. */
  public abstract String getTable();

  /** The element, unchanged. */
  public abstract T getElement();

  /** The code of Spanner's error, or the code that Spanner would have returned. */
  public abstract ErrorCode getErrorCode();

  /** The reason, for a person to read: Spanner's own message if Spanner rejected the record. */
  public abstract String getMessage();

  public static <T> FailedRecord<T> of(
      String table, T element, ErrorCode errorCode, String message) {
    return new AutoValue_FailedRecord<>(table, element, errorCode, message);
  }
}
