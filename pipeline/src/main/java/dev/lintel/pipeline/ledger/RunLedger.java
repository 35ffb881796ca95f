package dev.lintel.pipeline.ledger;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TransactionContext;
import com.google.cloud.spanner.TransactionRunner.TransactionCallable;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.ledger.RecordedRun.State;
import dev.lintel.transforms.RepeatableTransaction;
import dev.lintel.transforms.RetryPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets one run of a job at a time hold the job's key, and records what became of each run.
 *
 * <p>Every change is one read-write transaction, so of any number of launchers that ask at the same
 * time exactly one gets the key. Times are the database's, whatever the clocks of the launchers
 * say. A run holds the key until it ends, or until its lease is over and it is known to be dead.
 * Each method may be called again after a failure without harm.
 *
 * <p>Every method leases the connection for as long as it takes, and throws {@link
 * SpannerException} or {@link ConnectionFailedException} if Spanner cannot be reached or refuses.
 * Immutable; thread-safe; travels with the pipeline graph.
 *
 * @param config the database that holds the ledger
 */
public record RunLedger(ConnectionConfig config) implements Serializable {

  private static final String TAG = "lintel-ledger";

  /** Of a few rows; two minutes are what a caller at a terminal waits for a database at most. */
  private static final RetryPolicy POLICY =
      RetryPolicy.defaults()
          .withAttemptTimeout(Duration.ofSeconds(30))
          .withTotalDeadline(Duration.ofMinutes(2));

  private static final int ATTEMPTS_PER_LEASE = 3;
  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);

  /**
   * Asks for the job's key. The tables are created if they are not there.
   *
   * @param probe asked whether a run on Dataflow is over whose lease is
   * @throws KeyOfAnotherJobException if the key is that of another job; nothing is recorded
   */
  public Claim claim(NewRun run, DataflowProbe probe) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      LedgerTables.create(lease.connection());
    }
    Optional<RecordedRun> dead = Optional.empty();
    while (true) {
      Optional<RecordedRun> knownDead = dead;
      Attempt attempt = transact(transaction -> attempt(transaction, run, knownDead));
      if (attempt.unknown().isEmpty()) {
        return attempt.claim().orElseThrow();
      }
      // Not within the transaction, which would lock the row meanwhile.
      RecordedRun holder = attempt.unknown().get();
      if (probe.isOver(holder)) {
        dead = Optional.of(holder);
      } else {
        return transact(transaction -> refuse(transaction, run, holder));
      }
    }
  }

  /**
   * @param unknown a run on Dataflow that holds the key, with a lease that is over
   */
  private record Attempt(Optional<Claim> claim, Optional<RecordedRun> unknown) {}

  private static Attempt attempt(
      TransactionContext transaction, NewRun run, Optional<RecordedRun> dead) {
    Timestamp now = JobRow.now(transaction);
    Optional<JobRow> job = JobRow.find(transaction, run.jobKey());
    job.ifPresent(row -> checkSameJob(row, run));
    Watermarks watermarks = job.map(JobRow::watermarks).orElse(Watermarks.NONE);
    Optional<RecordedRun> holder =
        job.flatMap(
            row -> row.holder().flatMap(id -> find(transaction, row, run.jobKey(), id, now)));
    if (holder.isPresent() && isSame(holder.get(), run)) {
      // The answer to an earlier attempt was lost.
      return granted(watermarks);
    }
    if (holder.isPresent() && job.orElseThrow().isLeasedAt(now)) {
      return new Attempt(Optional.of(refuse(transaction, run, holder.get())), Optional.empty());
    }
    if (holder.isPresent()) {
      boolean local = holder.get().dataflow().isEmpty();
      boolean knownDead = dead.filter(d -> d.runId().equals(holder.get().runId())).isPresent();
      if (!local && !knownDead) {
        return new Attempt(Optional.empty(), holder);
      }
      transaction.buffer(
          RunRow.update(run.jobKey(), holder.get().runId())
              .set("State")
              .to(State.FAILED.name())
              .set("EndTime")
              .to(now)
              .set("Message")
              .to(
                  local
                      ? "gave no sign of life until its lease ended; run %s took over"
                          .formatted(run.runId())
                      : "its Dataflow job ended without finishing it; run %s took over"
                          .formatted(run.runId()))
              .build());
    }
    transaction.buffer(JobRow.hold(run, now));
    transaction.buffer(RunRow.begin(run, State.RUNNING, now, null));
    return granted(watermarks);
  }

  /** Two launches of one second can have drawn the same id; they are of different processes. */
  private static boolean isSame(RecordedRun holder, NewRun run) {
    return holder.runId().equals(run.runId().value()) && holder.launcher().equals(run.launcher());
  }

  private static Attempt granted(Watermarks watermarks) {
    return new Attempt(Optional.of(new Claim.Granted(watermarks)), Optional.empty());
  }

  private static void checkSameJob(JobRow row, NewRun run) {
    if (!row.owner().equals(new KeyOwner(run.job(), run.databaseName()))) {
      throw new KeyOfAnotherJobException(
          "%s is the key of %s".formatted(run.jobKey(), row.owner()));
    }
  }

  /**
   * Whose key it is; empty if nobody has used it yet. Takes nothing.
   *
   * @throws SpannerException if the ledger cannot be read, also where its tables are not there
   */
  public Optional<KeyOwner> owner(String jobKey) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config);
        var snapshot = lease.connection().databaseClient().singleUse()) {
      return JobRow.find(snapshot, jobKey).map(JobRow::owner);
    }
  }

  private static Claim.Refused refuse(
      TransactionContext transaction, NewRun run, RecordedRun holder) {
    boolean recorded =
        transaction.readRow(
                LedgerTables.RUNS, Key.of(run.jobKey(), run.runId().value()), List.of("RunId"))
            != null;
    if (!recorded) {
      transaction.buffer(
          RunRow.begin(
              run,
              State.SKIPPED,
              JobRow.now(transaction),
              "run %s was still running".formatted(holder.runId())));
    }
    return new Claim.Refused(holder);
  }

  private static Optional<RecordedRun> find(
      TransactionContext transaction, JobRow job, String jobKey, String runId, Timestamp now) {
    Struct row = transaction.readRow(LedgerTables.RUNS, Key.of(jobKey, runId), RunRow.COLUMNS);
    return Optional.ofNullable(row)
        .map(found -> RunRow.read(found, job.leaseExpires().orElse(null), now));
  }

  /**
   * Prolongs the run's hold on the key, to that long from now; nothing if it has succeeded. Given
   * up after a third of that time, so that another attempt fits in.
   *
   * @throws LostKeyException if it does not hold the key any more
   */
  public void renew(String jobKey, String runId, Duration lease) throws InterruptedException {
    Duration patience =
        within(SHORTEST_PATIENCE, lease.dividedBy(ATTEMPTS_PER_LEASE), POLICY.totalDeadline());
    var policy =
        new RetryPolicy(
            POLICY.firstBackoff(),
            POLICY.maxBackoff(),
            within(SHORTEST_PATIENCE, patience, POLICY.attemptTimeout()),
            patience);
    transact(
        policy,
        transaction -> {
          if (state(transaction, jobKey, runId) == State.SUCCEEDED) {
            return null;
          }
          checkHeld(JobRow.find(transaction, jobKey), jobKey, runId);
          Timestamp end = JobRow.after(JobRow.now(transaction), lease);
          transaction.buffer(JobRow.update(jobKey).set("LeaseExpires").to(end).build());
          return null;
        });
  }

  /** Notes which Dataflow job the run has become. */
  public void nameDataflowJob(String jobKey, String runId, String dataflowJobId)
      throws InterruptedException {
    transact(
        transaction -> {
          transaction.buffer(
              RunRow.update(jobKey, runId).set("DataflowJobId").to(dataflowJobId).build());
          return null;
        });
  }

  /**
   * Marks the run as succeeded, advances the job's watermarks and frees the key, all in one
   * transaction. Does nothing if that has been done.
   *
   * @throws LostKeyException if the run does not hold the key any more; nothing is changed
   */
  public void succeed(String jobKey, String runId, RunOutcome outcome) throws InterruptedException {
    transact(
        transaction -> {
          if (state(transaction, jobKey, runId) == State.SUCCEEDED) {
            return null;
          }
          JobRow job = checkHeld(JobRow.find(transaction, jobKey), jobKey, runId);
          Watermarks advanced = job.watermarks().advancedBy(outcome.windows());
          transaction.buffer(JobRow.free(jobKey).set("Watermarks").to(advanced.toJson()).build());
          transaction.buffer(
              RunRow.update(jobKey, runId)
                  .set("State")
                  .to(State.SUCCEEDED.name())
                  .set("EndTime")
                  .to(JobRow.now(transaction))
                  .set("RowsWritten")
                  .to(outcome.rowsWritten())
                  .set("RowsFailed")
                  .to(outcome.rowsFailed())
                  .set("Windows")
                  .to(outcome.windows().isEmpty() ? null : TableWindow.toJson(outcome.windows()))
                  .set("Message")
                  .to(outcome.message().isEmpty() ? null : outcome.message())
                  .build());
          return null;
        });
  }

  /** Marks the run as failed and frees the key, if it is still running and holds it. */
  public void fail(String jobKey, String runId, String message) throws InterruptedException {
    transact(
        transaction -> {
          if (state(transaction, jobKey, runId) != State.RUNNING) {
            return null;
          }
          if (JobRow.find(transaction, jobKey).filter(job -> job.isHeldBy(runId)).isPresent()) {
            transaction.buffer(JobRow.free(jobKey).build());
          }
          transaction.buffer(
              RunRow.update(jobKey, runId)
                  .set("State")
                  .to(State.FAILED.name())
                  .set("EndTime")
                  .to(JobRow.now(transaction))
                  .set("Message")
                  .to(message)
                  .build());
          return null;
        });
  }

  private static State state(TransactionContext transaction, String jobKey, String runId) {
    Struct row = transaction.readRow(LedgerTables.RUNS, Key.of(jobKey, runId), List.of("State"));
    return row == null ? State.FAILED : State.valueOf(row.getString(0));
  }

  private static JobRow checkHeld(Optional<JobRow> job, String jobKey, String runId) {
    return job.filter(row -> row.isHeldBy(runId))
        .orElseThrow(
            () ->
                new LostKeyException(
                    "Run %s does not hold the job key %s any more: it was taken for dead%s"
                        .formatted(
                            runId,
                            jobKey,
                            job.flatMap(JobRow::holder)
                                .map(other -> ", and run " + other + " took over")
                                .orElse(""))));
  }

  private static Duration within(Duration least, Duration wanted, Duration most) {
    Duration bounded = wanted.compareTo(most) > 0 ? most : wanted;
    return bounded.compareTo(least) < 0 ? least : bounded;
  }

  private <T> T transact(TransactionCallable<T> work) throws InterruptedException {
    return transact(POLICY, work);
  }

  private <T> T transact(RetryPolicy policy, TransactionCallable<T> work)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return RepeatableTransaction.on(lease.connection())
          .withTag(TAG)
          .withRetryPolicy(policy)
          .run(work);
    }
  }
}
