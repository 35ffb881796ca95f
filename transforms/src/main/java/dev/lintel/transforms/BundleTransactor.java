package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.transforms.TransactOutcome.Decided;
import dev.lintel.transforms.TransactOutcome.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies the elements of one bundle, several transactions at a time. No commit is in flight
 * between two calls: a runner may retry the bundle because of a failure elsewhere. Belongs to one
 * bundle; not thread-safe.
 */
final class BundleTransactor<T> {

  /** Receives what becomes of the elements, on the thread of the bundle. */
  interface Output<T> {
    void applied(PendingElement<T> element, Timestamp committedAt);

    void duplicate(PendingElement<T> element, Timestamp committedAt);

    void rejected(PendingElement<T> element, RowError error);

    /** Called once for each batch that was sent, with its latencies and retries. */
    void sent(TransactOutcome<T> outcome);
  }

  /** How many rows a transaction reads at most, unless one element reads more. */
  private static final int MAX_ROWS_READ = 1_000;

  private final int maxElements;
  private final TransactCommitter<T> committer;
  private final CommitsInFlight<TransactOutcome<T>> commits;
  private final TransactionBytes bytes;

  /**
   * @param bytes what the bundles before have learned, and what this one learns
   */
  BundleTransactor(
      SpannerConnection connection,
      TransactPlan plan,
      TransactRows<T> transact,
      RetryClock clock,
      TransactionBytes bytes) {
    this.maxElements = transact.getMaxElements();
    this.committer = new TransactCommitter<>(connection, plan, transact, clock);
    this.commits = new CommitsInFlight<>(connection.transactions());
    this.bytes = bytes;
  }

  /** Decides every element. */
  void transact(List<PendingElement<T>> elements, Output<T> output) throws InterruptedException {
    List<PendingElement<T>> open = distinct(elements);
    while (!open.isEmpty()) {
      int count = Math.min(open.size(), bytes.maxElementsTogether());
      TransactRound<T> round =
          TransactRound.of(
              open.subList(0, count), Math.min(maxElements, bytes.maxElements()), MAX_ROWS_READ);
      List<PendingElement<T>> waiting = new ArrayList<>(round.waiting());
      waiting.addAll(open.subList(count, open.size()));
      for (List<PendingElement<T>> batch : round.batches()) {
        commits.submit(bytes.of(batch.size()), () -> committer.transact(batch));
      }
      commits.drain(outcome -> accept(outcome, waiting, output));
      waiting.sort(Comparator.comparingInt(PendingElement::arrival));
      open = waiting;
    }
  }

  /** Returns the first element of each id; the others wait for what becomes of it. */
  private static <T> List<PendingElement<T>> distinct(List<PendingElement<T>> elements) {
    Map<String, PendingElement<T>> byId = new HashMap<>();
    List<PendingElement<T>> distinct = new ArrayList<>(elements.size());
    for (PendingElement<T> element : elements) {
      PendingElement<T> first = byId.putIfAbsent(element.id(), element);
      if (first == null) {
        distinct.add(element);
      } else {
        first.addRepetition(element);
      }
    }
    return distinct;
  }

  private void accept(
      TransactOutcome<T> outcome, List<PendingElement<T>> waiting, Output<T> output) {
    for (Decided<T> applied : outcome.applied()) {
      output.applied(applied.element(), applied.committedAt());
      repeat(applied, output);
    }
    for (Decided<T> duplicate : outcome.duplicates()) {
      output.duplicate(duplicate.element(), duplicate.committedAt());
      repeat(duplicate, output);
    }
    for (Rejected<T> rejected : outcome.rejected()) {
      output.rejected(rejected.element(), rejected.error());
      rejected.element().successor().ifPresent(waiting::add);
    }
    waiting.addAll(outcome.waiting());
    bytes.learn(outcome.bytes(), outcome.read());
    output.sent(outcome);
  }

  private static <T> void repeat(Decided<T> decided, Output<T> output) {
    for (PendingElement<T> repetition : decided.element().repetitions()) {
      output.duplicate(repetition, decided.committedAt());
    }
  }
}
