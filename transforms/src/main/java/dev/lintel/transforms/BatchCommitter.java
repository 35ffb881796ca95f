package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.MutationGroup;
import com.google.cloud.spanner.Options.TransactionOption;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.common.collect.Lists;
import com.google.common.math.IntMath;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.Batch.Unit;
import dev.lintel.transforms.BatchOutcome.Rejected;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes a batch as one commit. If Spanner rejects the commit because of its content, writes every
 * row except the bad ones, with a number of commits that grows with the logarithm of the batch for
 * each bad row. Thread-safe.
 */
final class BatchCommitter {

  /** Whether the server supports BatchWrite; shared by all writers of a connection. */
  private static final class BatchWriteSupport {
    private final AtomicBoolean missing = new AtomicBoolean();
  }

  private final SpannerConnection connection;
  private final DatabaseClient client;
  private final CommitOptions options;
  private final Retry retry;
  private final SchemaFaults schemaFaults;
  private final SuspectRows suspectRows;

  BatchCommitter(
      SpannerConnection connection,
      CommitOptions options,
      Retry retry,
      SchemaFaults schemaFaults,
      SuspectRows suspectRows) {
    this.connection = connection;
    this.client = connection.databaseClient();
    this.options = options;
    this.retry = retry;
    this.schemaFaults = schemaFaults;
    this.suspectRows = suspectRows;
  }

  /**
   * Returns a committer for a write.
   *
   * @param first the schema when the writer starts
   */
  static BatchCommitter of(WriteRows write, SpannerConnection connection, DatabaseSchema first) {
    return new BatchCommitter(
        connection,
        write.getCommitOptions(),
        Retry.of(write.getRetryPolicy(), RetryClock.SYSTEM, "Commit", connection),
        new SchemaFaults(first, CurrentSchema.of(connection)),
        new SuspectRows(first));
  }

  /**
   * Writes all rows that can be written; blocks until it is done. A rejected batch that may depend
   * on rows that are still to be written is postponed, not split.
   *
   * @throws SpannerException if the commit failed for a reason that is not the content of a row
   * @throws SchemaChangedException if a table or column was dropped, which no row can help
   */
  BatchOutcome commit(Batch batch) throws InterruptedException {
    var outcome = new BatchOutcome(batch);
    List<Unit> units = batch.units();
    Optional<RowError> error = tryCommit(units, outcome);
    if (error.isPresent()) {
      if (batch.isComplete()) {
        commitParts(batch, error.get(), outcome);
      } else {
        outcome.postpone(batch, error.get());
      }
    }
    return outcome;
  }

  /**
   * Writes what can be written of a batch that Spanner rejects as a whole.
   *
   * @param error why it rejected the batch
   */
  BatchOutcome commitParts(Batch batch, RowError error) throws InterruptedException {
    var outcome = new BatchOutcome(batch);
    commitParts(batch, error, outcome);
    return outcome;
  }

  private void commitParts(Batch whole, RowError error, BatchOutcome outcome)
      throws InterruptedException {
    Map<PlannedRow, RowError> faults = schemaFaults.find(whole.rows());
    faults.forEach((row, fault) -> outcome.rejected().add(new Rejected(row, fault)));
    Batch batch = faults.isEmpty() ? whole : BatchPlanner.without(whole, faults.keySet());
    List<Unit> units = batch.units();
    if (units.isEmpty()) {
      return;
    }
    if (faults.isEmpty() && batch.rows().size() == 1) {
      outcome.rejected().add(new Rejected(batch.rows().get(0), error));
      return;
    }
    // A BatchWrite a segment, unless finding a bad row by commits takes fewer requests.
    if (batch.segments().size() > IntMath.log2(units.size(), RoundingMode.CEILING)) {
      isolate(units, faults.isEmpty(), outcome);
      return;
    }
    for (List<Unit> segment : batch.segments()) {
      List<Unit> left = segment.size() == 1 ? segment : batchWrite(segment, outcome);
      if (!left.isEmpty()) {
        boolean haveFailed =
            faults.isEmpty() && batch.segments().size() == 1 && isBatchWriteMissing();
        isolateIndependent(left, haveFailed, error, outcome);
      }
    }
  }

  private void isolateIndependent(
      List<Unit> units, boolean haveFailed, RowError error, BatchOutcome outcome)
      throws InterruptedException {
    for (var failure :
        SuspectedIsolation.isolate(
            units, haveFailed, error, part -> tryCommit(part, outcome), suspectRows::suspects)) {
      reject(failure.item(), failure.error(), outcome);
    }
  }

  private void isolate(List<Unit> units, boolean haveFailed, BatchOutcome outcome)
      throws InterruptedException {
    for (var failure : failures(units, haveFailed, outcome)) {
      reject(failure.item(), failure.error(), outcome);
    }
  }

  private List<Isolation.Failure<Unit, RowError>> failures(
      List<Unit> units, boolean haveFailed, BatchOutcome outcome) throws InterruptedException {
    return Isolation.isolate(units, haveFailed, part -> tryCommit(part, outcome));
  }

  /**
   * Rejects the rows of a bad unit, except those that can be written without the others. A row that
   * fails alone may lack only the rest of its unit, so its failure also names that of the unit.
   */
  private void reject(Unit unit, RowError error, BatchOutcome outcome) throws InterruptedException {
    if (unit.rows().size() == 1) {
      outcome.rejected().add(new Rejected(unit.rows().get(0), error));
      return;
    }
    List<Unit> rows = unit.rows().stream().map(row -> new Unit(List.of(row))).toList();
    for (var failure : failures(rows, true, outcome)) {
      reject(failure.item(), failure.error().within(error), outcome);
    }
  }

  /** Commits the rows; returns the error if Spanner rejects them, and then writes no row. */
  private Optional<RowError> tryCommit(List<Unit> units, BatchOutcome outcome)
      throws InterruptedException {
    List<PlannedRow> rows = Batch.rows(units);
    List<Mutation> mutations = Lists.transform(rows, PlannedRow::mutation);
    TransactionOption[] forCommit = options.forCommit();
    var lost = new AtomicBoolean();
    try {
      retry.call(
          timed(
              outcome,
              LostAnswers.noting(
                  lost, () -> client.writeAtLeastOnceWithOptions(mutations, forCommit))),
          outcome.retries());
    } catch (SpannerException e) {
      if (CommitError.of(e) != CommitError.CONTENT) {
        throw e;
      }
      if (lost.get() && e.getErrorCode() == ErrorCode.ALREADY_EXISTS) {
        outcome.addLostAnswer(rows);
      }
      return Optional.of(RowError.of(e));
    }
    outcome.written().addAll(rows);
    return Optional.empty();
  }

  private BatchWriteSupport batchWriteSupport() {
    return connection.attached(BatchWriteSupport.class, BatchWriteSupport::new);
  }

  private boolean isBatchWriteMissing() {
    return batchWriteSupport().missing.get();
  }

  /**
   * Sends each unit as a group of its own, so that Spanner names the bad ones.
   *
   * @return the units that Spanner has not answered, because it does not support BatchWrite or
   *     refuses the request as a whole
   */
  private List<Unit> batchWrite(List<Unit> units, BatchOutcome outcome)
      throws InterruptedException {
    if (isBatchWriteMissing()) {
      return units;
    }
    var open = new TreeSet<Integer>();
    for (int i = 0; i < units.size(); i++) {
      open.add(i);
    }
    Map<Integer, RowError> bad = new TreeMap<>();
    var lost = new AtomicBoolean();
    try {
      retry.call(
          timed(
              outcome,
              LostAnswers.noting(
                  lost,
                  () -> {
                    sendGroups(units, open, outcome, bad, lost.get());
                    return null;
                  })),
          outcome.retries());
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.UNIMPLEMENTED && open.size() == units.size()) {
        batchWriteSupport().missing.set(true);
      } else if (CommitError.of(e) != CommitError.CONTENT) {
        throw e;
      }
    }
    for (var entry : bad.entrySet()) {
      reject(units.get(entry.getKey()), entry.getValue(), outcome);
    }
    return open.stream().map(units::get).toList();
  }

  /**
   * Sends one BatchWrite of the units that are still unanswered. The first answer for a unit
   * counts. Throws if some units are unanswered afterwards.
   *
   * @param isSentAgain whether the units were sent before, without an answer
   */
  private void sendGroups(
      List<Unit> units,
      Set<Integer> open,
      BatchOutcome outcome,
      Map<Integer, RowError> bad,
      boolean isSentAgain) {
    List<Integer> sent = new ArrayList<>(open);
    List<MutationGroup> groups =
        sent.stream()
            .map(i -> Lists.transform(units.get(i).rows(), PlannedRow::mutation))
            .map(mutations -> MutationGroup.of(mutations.toArray(new Mutation[0])))
            .toList();
    var transientError = new RowError(ErrorCode.UNAVAILABLE, "BatchWrite ended without an answer");
    for (var response : client.batchWriteAtLeastOnce(groups, options.forBatchWrite())) {
      var error = RowError.of(response.getStatus());
      boolean isWritten = response.getStatus().getCode() == 0;
      var meaning = isWritten ? null : CommitError.of(error.code());
      for (int group : response.getIndexesList()) {
        int index = sent.get(group);
        if (!open.contains(index)) {
          continue;
        }
        if (isWritten) {
          open.remove(index);
          outcome.written().addAll(units.get(index).rows());
        } else if (meaning == CommitError.CONTENT) {
          open.remove(index);
          bad.put(index, error);
          if (isSentAgain && error.code() == ErrorCode.ALREADY_EXISTS) {
            outcome.addLostAnswer(units.get(index).rows());
          }
        } else if (meaning == CommitError.FATAL) {
          throw SpannerExceptionFactory.newSpannerException(error.code(), error.message());
        } else {
          transientError = error;
        }
      }
    }
    if (!open.isEmpty()) {
      throw SpannerExceptionFactory.newSpannerException(
          transientError.code(), transientError.message());
    }
  }

  private static <T> Callable<T> timed(BatchOutcome outcome, Callable<T> request) {
    return () -> {
      long start = System.nanoTime();
      try {
        return request.call();
      } finally {
        outcome.latencies().add(Duration.ofNanos(System.nanoTime() - start));
      }
    };
  }
}
