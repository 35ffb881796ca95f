package dev.lintel.transforms;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An element with the rows that a {@link LookupRows} found for its keys. Immutable, and as
 * thread-safe as the element.
 *
 * @param <T> the type of the element
 */
@AutoValue
public abstract class LookedUp<T> {

  /** Returns the input element. */
  public abstract T getElement();

  /**
   * Returns the rows in the order of the element's keys; the rows of one key in the order of the
   * primary key or the index. Empty only with {@link WhenMissing#EMPTY}.
   */
  public abstract ImmutableList<Struct> getRows();

  public static <T> LookedUp<T> of(T element, List<Struct> rows) {
    return new AutoValue_LookedUp<>(element, ImmutableList.copyOf(rows));
  }
}
