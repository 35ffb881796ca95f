package dev.lintel.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the bad items of a group by committing parts of it, for a server that does not name them.
 * It is group testing in which testing a good item also delivers it.
 *
 * <p>A part that is known to contain a bad item is halved: the first half is committed, and its
 * result decides which half to search next. So a bad item is found after about log2(n) commits,
 * which also write all good items before it; then the rest is committed. After a second bad item,
 * the next part is only as large as the gap before that item, and doubles with each good part,
 * because bad items tend to come in clusters: in a run of bad items each costs about one commit
 * instead of log2(n).
 *
 * <p>Items are committed in their order, so an item may depend on those before it.
 */
final class Isolation {

  /** Commits the items as one. */
  @FunctionalInterface
  interface Attempt<T, E> {
    /** Returns empty if the items were committed, else the reason why none of them was. */
    Optional<E> commit(List<T> items) throws InterruptedException;
  }

  /** An item that failed when it was committed alone, and the reason. */
  record Failure<T, E>(T item, E error) {}

  private Isolation() {}

  /**
   * Commits every item except the bad ones.
   *
   * @param items the items, in the order to commit them in
   * @param hasFailed whether a commit of all of them has failed already
   * @return the bad items, in order; each failed when it was committed alone
   */
  static <T, E> List<Failure<T, E>> isolate(List<T> items, boolean hasFailed, Attempt<T, E> attempt)
      throws InterruptedException {
    List<Failure<T, E>> failures = new ArrayList<>();
    int from = 0;
    int to = items.size();
    boolean failed = hasFailed;
    while (from < items.size()) {
      Optional<E> error = Optional.empty();
      if (!failed) {
        error = attempt.commit(items.subList(from, to));
        if (error.isEmpty()) {
          int next = to + 2 * (to - from);
          from = to;
          to = Math.min(items.size(), next);
          continue;
        }
      }
      int bad = from;
      int end = to;
      while (end - bad > 1) {
        int middle = (bad + end) >>> 1;
        error = attempt.commit(items.subList(bad, middle));
        if (error.isEmpty()) {
          bad = middle;
        } else {
          end = middle;
        }
      }
      // Unless this item alone failed last, its own reason is not known yet. It may even be good,
      // if the commit failed because of another item.
      if (error.isEmpty()) {
        error = attempt.commit(items.subList(bad, end));
      }
      T item = items.get(bad);
      error.ifPresent(reason -> failures.add(new Failure<>(item, reason)));
      int gap = bad - from;
      from = bad + 1;
      to = failures.size() < 2 ? items.size() : Math.min(items.size(), from + gap + 1);
      failed = false;
    }
    return failures;
  }
}
