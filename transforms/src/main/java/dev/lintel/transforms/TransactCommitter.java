package dev.lintel.transforms;

import static java.util.Collections.disjoint;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Options.TransactionOption;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.transforms.TransactOutcome.Rejected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies a batch as one transaction. If Spanner rejects it because of an element, applies every
 * element except the bad ones. Thread-safe.
 */
final class TransactCommitter<T> {
  private final DatabaseClient client;
  private final TransactPlan plan;
  private final TransactRows<T> transact;
  private final TransactionOption[] options;
  private final Retry retry;
  private final RetryClock clock;

  TransactCommitter(
      SpannerConnection connection, TransactPlan plan, TransactRows<T> transact, RetryClock clock) {
    this.client = connection.databaseClient();
    this.plan = plan;
    this.transact = transact;
    this.options = transact.getRequestOptions().stream().toArray(TransactionOption[]::new);
    this.retry = Retry.of(transact.getRetryPolicy(), clock, "A transaction", connection);
    this.clock = clock;
  }

  /**
   * Decides every element, except those that have to wait for another transaction; the first one is
   * not among these. Blocks until it is done.
   *
   * @throws SpannerException if it failed for a reason that is not the content of an element
   */
  TransactOutcome<T> transact(List<PendingElement<T>> elements) throws InterruptedException {
    var outcome = new TransactOutcome<T>();
    Optional<RowError> error = tryTransact(elements, outcome);
    if (error.isEmpty()) {
      return outcome;
    }
    if (elements.size() == 1) {
      outcome.rejected().add(new Rejected<>(elements.get(0), error.get()));
      return outcome;
    }
    for (var failure : Isolation.isolate(elements, true, part -> tryTransact(part, outcome))) {
      outcome.rejected().add(new Rejected<>(failure.item(), failure.error()));
    }
    return outcome;
  }

  /**
   * Applies the elements as one; returns why not if Spanner refuses, and then applies none. Those
   * that share a row of their own with an earlier one that waits do so, too.
   */
  private Optional<RowError> tryTransact(List<PendingElement<T>> part, TransactOutcome<T> outcome)
      throws InterruptedException {
    List<PendingElement<T>> elements = new ArrayList<>();
    List<PendingElement<T>> behind = new ArrayList<>();
    Set<RowId> awaited = new HashSet<>();
    outcome.waiting().forEach(element -> awaited.addAll(element.ownRows()));
    for (PendingElement<T> element : part) {
      if (disjoint(element.ownRows(), awaited)) {
        elements.add(element);
      } else {
        behind.add(element);
        awaited.addAll(element.ownRows());
      }
    }
    var transaction = new ElementTransaction<>(client, plan, transact, elements, clock, outcome);
    try {
      if (!elements.isEmpty()) {
        outcome.add(retry.call(() -> transaction.run(options), outcome.retries()));
      }
      outcome.waiting().addAll(behind);
      return Optional.empty();
    } catch (SpannerException e) {
      if (CommitError.of(e) != CommitError.CONTENT) {
        throw e;
      }
      if (!transaction.hasReachedCommit()) {
        checkElementsAreToBlame(outcome);
      }
      return Optional.of(RowError.of(e));
    }
  }

  /** Throws if a read fails without keys too, for example because its table is gone. */
  private void checkElementsAreToBlame(TransactOutcome<T> outcome) throws InterruptedException {
    retry.call(
        () -> {
          try (var snapshot = client.singleUse()) {
            plan.ids().find(snapshot, List.of());
          }
          for (PlannedRead read : plan.reads()) {
            probe(read);
          }
          return null;
        },
        outcome.retries());
  }

  private void probe(PlannedRead read) {
    try (var snapshot = client.singleUse();
        ResultSet rows =
            snapshot.read(read.table().getName(), KeySet.newBuilder().build(), read.columns())) {
      if (rows.next()) {
        throw new IllegalStateException("A read of no keys returned a row");
      }
    }
  }
}
