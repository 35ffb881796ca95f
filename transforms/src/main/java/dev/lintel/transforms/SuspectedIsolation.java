package dev.lintel.transforms;

import dev.lintel.transforms.Isolation.Attempt;
import dev.lintel.transforms.Isolation.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the bad items of a group for a server that does not name them, with the help of a guess.
 *
 * <p>What is suspected is committed alone, and the rest together. So if the guess is right, a group
 * with k bad items costs k + 1 commits, where {@link Isolation} needs about log2(n) for each of
 * them. A guess decides nothing: every item is reported for the failure of a commit of its own, or
 * is committed. If nothing is suspected, or wrongly, {@link Isolation} finds the rest.
 *
 * <p>The items must be independent of each other, because suspects are committed before the others.
 */
final class SuspectedIsolation {

  /** Each guess after the first costs a commit of all the rest. */
  private static final int MOST_GUESSES = 8;

  /** Guesses which items are bad. */
  @FunctionalInterface
  interface Guess<T, E> {
    /**
     * Returns the items that the error may be about, in their order.
     *
     * @param error of a commit of all these items
     */
    List<T> suspects(List<T> items, E error);
  }

  private SuspectedIsolation() {}

  /**
   * Commits every item except the bad ones.
   *
   * @param hasFailed whether a commit of all of them, and of no others, has failed
   * @param error why the commit has failed that they were part of
   * @return the bad items; each failed when it was committed alone
   */
  static <T, E> List<Failure<T, E>> isolate(
      List<T> items, boolean hasFailed, E error, Attempt<T, E> attempt, Guess<T, E> guess)
      throws InterruptedException {
    List<Failure<T, E>> failures = new ArrayList<>();
    List<T> rest = items;
    boolean failed = hasFailed;
    E reason = error;
    for (int i = 0; i < MOST_GUESSES; i++) {
      List<T> suspects = guess.suspects(rest, reason);
      if (suspects.isEmpty()) {
        break;
      }
      int before = failures.size();
      commitAlone(suspects, attempt, failures);
      rest = without(rest, suspects);
      if (rest.isEmpty()) {
        return failures;
      }
      Optional<E> again = attempt.commit(rest);
      if (again.isEmpty()) {
        return failures;
      }
      failed = true;
      reason = again.get();
      if (failures.size() == before) {
        break;
      }
    }
    failures.addAll(Isolation.isolate(rest, failed, attempt));
    return failures;
  }

  /** Commits each suspect alone, as long as they fail. */
  private static <T, E> void commitAlone(
      List<T> suspects, Attempt<T, E> attempt, List<Failure<T, E>> failures)
      throws InterruptedException {
    for (int i = 0; i < suspects.size(); i++) {
      T suspect = suspects.get(i);
      Optional<E> error = attempt.commit(List.of(suspect));
      if (error.isEmpty()) {
        // The others may be as good as this one, and then take one commit.
        failures.addAll(
            Isolation.isolate(suspects.subList(i + 1, suspects.size()), false, attempt));
        return;
      }
      failures.add(new Failure<>(suspect, error.get()));
    }
  }

  private static <T> List<T> without(List<T> items, List<T> removed) {
    Set<T> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(removed);
    return items.stream().filter(item -> !gone.contains(item)).toList();
  }
}
