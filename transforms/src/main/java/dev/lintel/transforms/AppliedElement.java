package dev.lintel.transforms;

import com.google.auto.value.AutoValue;
import com.google.cloud.Timestamp;

/**
 * An element whose changes are in the database, and since when. Immutable, and as thread-safe as
 * the element.
 *
 * @param <T> the type of the element
 */
@AutoValue
public abstract class AppliedElement<T> {

  /** Returns the input element. */
  public abstract T getElement();

  /** Returns the timestamp of the commit that has applied the element. */
  public abstract Timestamp getCommitTimestamp();

  public static <T> AppliedElement<T> of(T element, Timestamp commitTimestamp) {
    return new AutoValue_AppliedElement<>(element, commitTimestamp);
  }
}
