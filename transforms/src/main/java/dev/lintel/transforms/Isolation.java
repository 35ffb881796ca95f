package dev.lintel.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the bad items of a group by committing parts of it, where the server cannot name them:
 * group testing with a good item's test being its delivery.
 *
 * <p>A part that is known to hold a bad item is halved: the first half is committed, and whether it
 * fails says which half to go on with. So a bad item is found after about log2(n) commits, and all
 * good items before it are written by them; then the rest is committed. Once a second bad item has
 * shown that they come in clusters, the next part is only as large as the gap before it, and grows
 * twofold with each part that is good: so a run of bad items costs about one commit each instead of
 * log2(n).
 */
final class Isolation {

  /** Commits the items as one. */
  @FunctionalInterface
  interface Attempt<T, E> {
    /** Empty if they were committed, or else why none of them was. */
    Optional<E> commit(List<T> items) throws InterruptedException;
  }

  /** An item that failed on its own, with the reason that it was given on its own. */
  record Failure<T, E>(T item, E error) {}

  private Isolation() {}

  /**
   * Commits every item but the bad ones.
   *
   * @param items the items of a commit that has failed as a whole, in the order to commit them in
   * @return the bad ones, in order; each has been committed alone and failed
   */
  static <T, E> List<Failure<T, E>> isolate(List<T> items, Attempt<T, E> attempt)
      throws InterruptedException {
    List<Failure<T, E>> failures = new ArrayList<>();
    int from = 0;
    int to = items.size();
    // The whole has failed already, or there would be nothing to isolate.
    boolean failed = true;
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
      // Unless the last thing that failed was this item alone, it has not been given a reason of
      // its
      // own yet; and it may well be good, if what failed was its company.
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
