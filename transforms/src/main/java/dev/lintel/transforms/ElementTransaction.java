package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.Options.RpcLockHint;
import com.google.cloud.spanner.Options.TransactionOption;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TransactionContext;
import com.google.cloud.spanner.TransactionRunner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.lintel.transforms.TransactOutcome.Decided;
import dev.lintel.transforms.TransactOutcome.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Applies some elements in one transaction that may be repeated.
 *
 * <p>The transaction inserts the id of each element that it applies, and begins by asking which of
 * the ids are there already. So whatever became of an earlier attempt, each element changes the
 * rows once. If the answer to a commit is lost, nobody knows whether it was applied: an id of it
 * that a later transaction finds counts as applied, not as a duplicate. After an ABORTED nothing
 * was applied. For one thread.
 */
final class ElementTransaction<T> {
  private final DatabaseClient client;
  private final TransactPlan plan;
  private final TransactRows<T> transact;
  private final List<PendingElement<T>> elements;
  private final RetryClock clock;
  private final TransactOutcome<T> whole;

  /** The elements that the commit applies; null before it is sent. */
  private @Nullable List<PendingElement<T>> inCommit;

  private long commitStart;
  private boolean isRepeated;

  /**
   * @param whole receives the latencies and repetitions, whatever becomes of the transaction
   */
  ElementTransaction(
      DatabaseClient client,
      TransactPlan plan,
      TransactRows<T> transact,
      List<PendingElement<T>> elements,
      RetryClock clock,
      TransactOutcome<T> whole) {
    this.client = client;
    this.plan = plan;
    this.transact = transact;
    this.elements = elements;
    this.clock = clock;
    this.whole = whole;
  }

  /**
   * Runs the transaction once; the client repeats it while Spanner aborts it.
   *
   * @return what it has decided; the first element that is not decided otherwise is applied
   */
  TransactOutcome<T> run(TransactionOption[] options) {
    inCommit = null;
    isRepeated = false;
    TransactionRunner runner = client.readWriteTransaction(options);
    try {
      TransactOutcome<T> outcome = runner.run(this::work);
      whole.latencies().add(sinceCommit());
      Timestamp timestamp = runner.getCommitTimestamp();
      inCommit.forEach(element -> outcome.applied().add(new Decided<>(element, timestamp)));
      return outcome;
    } catch (SpannerException e) {
      SpannerException error = ForgottenTransaction.asTransient(e);
      if (inCommit != null) {
        whole.latencies().add(sinceCommit());
        if (LostAnswers.leavesOpen(error)) {
          inCommit.forEach(PendingElement::losesAnswer);
        }
      }
      throw error;
    }
  }

  /** Whether the last run failed in its commit, not before it. */
  boolean hasReachedCommit() {
    return inCommit != null;
  }

  private TransactOutcome<T> work(TransactionContext transaction) {
    inCommit = null;
    if (isRepeated) {
      whole.retries().increment();
    }
    isRepeated = true;
    var outcome = new TransactOutcome<T>();
    List<PendingElement<T>> open = withoutKnown(transaction, outcome);
    RowStates rows = read(transaction, open, outcome);
    outcome.addRead(open.size());
    var commit = new Commit(transaction);
    for (PendingElement<T> element : open) {
      if (commit.isFull || !rows.areKnown(element.rows().keySet())) {
        postpone(element, rows, outcome);
        continue;
      }
      List<Mutation> mutations;
      try {
        mutations = mutationsOf(element, rows);
      } catch (RuntimeException e) {
        // The user's function decides so; of this element nothing is written.
        outcome
            .rejected()
            .add(new Rejected<>(element, FunctionErrors.of(ErrorCode.FAILED_PRECONDITION, e)));
        continue;
      }
      if (!commit.add(element, mutations)) {
        postpone(element, rows, outcome);
        continue;
      }
      for (Mutation mutation : mutations) {
        rows.apply(mutation);
        outcome.writtenTables().add(mutation.getTable());
      }
    }
    outcome.addBytes(commit.bytes);
    inCommit = commit.elements;
    commitStart = clock.nanoTime();
    return outcome;
  }

  private void postpone(PendingElement<T> element, RowStates rows, TransactOutcome<T> outcome) {
    outcome.waiting().add(element);
    rows.hide(element.ownRows());
  }

  private ImmutableList<Mutation> mutationsOf(PendingElement<T> element, RowStates rows) {
    ImmutableList<Mutation> mutations =
        ImmutableList.copyOf(transact.getChange().mutations(element.element(), rows.of(element)));
    mutations.forEach(mutation -> RowOperations.check(mutation.getOperation()));
    return mutations;
  }

  /** Returns the elements whose ids are not in the table. */
  private List<PendingElement<T>> withoutKnown(
      TransactionContext transaction, TransactOutcome<T> outcome) {
    Map<String, Timestamp> known =
        plan.ids()
            .find(
                transaction,
                Lists.transform(elements, PendingElement::id),
                options(RpcLockHint.EXCLUSIVE));
    List<PendingElement<T>> open = new ArrayList<>();
    for (PendingElement<T> element : elements) {
      Timestamp committedAt = known.get(element.id());
      if (committedAt == null) {
        open.add(element);
      } else {
        (element.hasLostAnswer() ? outcome.applied() : outcome.duplicates())
            .add(new Decided<>(element, committedAt));
      }
    }
    return open;
  }

  private RowStates read(
      TransactionContext transaction, List<PendingElement<T>> open, TransactOutcome<T> outcome) {
    var states = new RowStates(plan);
    List<Map<RowId, Key>> asked = new ArrayList<>();
    plan.reads().forEach(read -> asked.add(new HashMap<>()));
    for (PendingElement<T> element : open) {
      element.rows().forEach((row, key) -> asked.get(row.read()).putIfAbsent(row, key));
    }
    for (int i = 0; i < asked.size(); i++) {
      Map<RowId, Key> keys = asked.get(i);
      if (keys.isEmpty()) {
        continue;
      }
      keys.keySet().forEach(states::asked);
      PlannedRead read = plan.reads().get(i);
      KeySet.Builder set = KeySet.newBuilder();
      keys.values().forEach(set::addKey);
      try (var rows =
          transaction.read(
              read.table().getName(), set.build(), read.columns(), options(read.lock()))) {
        while (rows.next()) {
          Struct row = read.wantedOf(rows);
          states.found(new RowId(i, read.placeOf(rows)), row);
          outcome.addBytes(MutationBytes.estimate(row));
          outcome.readTables().add(read.table().getName());
        }
      }
    }
    return states;
  }

  private ReadOption[] options(RpcLockHint lock) {
    return Stream.<ReadOption>concat(
            transact.getRequestOptions().stream(), Stream.of(Options.lockHint(lock)))
        .toArray(ReadOption[]::new);
  }

  /** What the transaction is to commit. */
  private final class Commit {
    private final TransactionContext transaction;
    private final BatchLimits limits = transact.getBatchLimits();
    private final List<PendingElement<T>> elements = new ArrayList<>();
    private int rows;
    private long weight;
    private long bytes;
    private boolean isFull;

    Commit(TransactionContext transaction) {
      this.transaction = transaction;
    }

    /** Buffers the mutations of an element and its id, unless they do not fit any more. */
    boolean add(PendingElement<T> element, List<Mutation> mutations) {
      List<Mutation> all = new ArrayList<>(mutations);
      all.add(plan.ids().insert(element.id()));
      long moreWeight = all.stream().mapToLong(plan.weights()::weigh).sum();
      long moreBytes = all.stream().mapToLong(MutationBytes::estimate).sum();
      if (!elements.isEmpty()
          && (rows + all.size() > limits.maxRows()
              || weight + moreWeight > limits.maxWeight()
              || bytes + moreBytes > limits.maxBytes())) {
        isFull = true;
        return false;
      }
      rows += all.size();
      weight += moreWeight;
      bytes += moreBytes;
      transaction.buffer(all);
      elements.add(element);
      return true;
    }
  }

  private Duration sinceCommit() {
    return Duration.ofNanos(clock.nanoTime() - commitStart);
  }
}
