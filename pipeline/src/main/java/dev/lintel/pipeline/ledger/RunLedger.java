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
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.ledger.RecordedRun.State;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives the key of a job to one run at a time, and records each run and how it ended.
 *
 * <p>Every change is one read-write transaction, so if several launchers ask at the same time,
 * exactly one gets the key. All times are by the database's clock. A run holds the key until it
 * ends, or until its lease has ended and it is known to be dead. Each method may be called again
 * after a failure.
 *
 * <p>Every method leases the connection while it runs, and throws {@link SpannerException} or
 * {@link ConnectionFailedException} if Spanner cannot be reached or refuses. Immutable,
 * thread-safe, and serialized with the pipeline graph.
 *
 * @param config the database that holds the ledger
 * @param timeout how long each method waits for the database
 */
public record RunLedger(ConnectionConfig config, RequestTimeout timeout) implements Serializable {

  private static final int ATTEMPTS_PER_LEASE = 3;
  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);

  /** A ledger that waits for its database for two minutes. */
  public RunLedger(ConnectionConfig config) {
    this(config, RequestTimeout.DEFAULT);
  }

  /**
   * Asks for the job's key. Creates the tables if they do not exist.
   *
   * @param probe finds out whether a run on Dataflow is over, if its lease has ended
   * @throws KeyOfAnotherJobException if the key belongs to another job; nothing is recorded
   */
  public Claim claim(NewRun run, DataflowProbe probe) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      LedgerTables.create(lease.connection(), timeout);
    }
    Optional<RecordedRun> dead = Optional.empty();
    while (true) {
      Optional<RecordedRun> knownDead = dead;
      Attempt attempt = transact(transaction -> attempt(transaction, run, knownDead));
      if (attempt.unknown().isEmpty()) {
        return attempt.claim().orElseThrow();
      }
      // Outside of the transaction, which would lock the row for as long.
      RecordedRun holder = attempt.unknown().get();
      if (probe.isOver(holder)) {
        dead = Optional.of(holder);
      } else {
        return transact(transaction -> refuse(transaction, run, holder));
      }
    }
  }

  /**
   * @param unknown a run on Dataflow that holds the key, and whose lease has ended
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
      // An earlier attempt has succeeded, but its answer was lost.
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

  /** Two launches of one second can have the same random id, but not the same process. */
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
   * The owner of a key; empty if the key was never used. Does not take the key.
   *
   * @throws SpannerException if the ledger cannot be read, including if its tables do not exist
   */
  public Optional<KeyOwner> owner(String jobKey) throws InterruptedException {
    return new LedgerTransactions(config, timeout)
        .read(snapshot -> JobRow.find(snapshot, jobKey).map(JobRow::owner));
  }

  /** As {@link #owner}, but also empty if there is no ledger. */
  public Optional<KeyOwner> findOwner(String jobKey) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      boolean exists =
          timeout.await(
              "the record of runs in " + config.describe(),
              () -> LedgerTables.exist(lease.connection()));
      return exists ? owner(jobKey) : Optional.empty();
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
   * Renews the run's lease, from now on. Does nothing if the run has succeeded. Gives up after a
   * third of the lease, so that there is time for another attempt.
   *
   * @throws LostKeyException if the run does not hold the key any more
   */
  public void renew(String jobKey, String runId, Duration lease) throws InterruptedException {
    Duration patience =
        within(SHORTEST_PATIENCE, lease.dividedBy(ATTEMPTS_PER_LEASE), timeout.limit());
    new LedgerTransactions(config, new RequestTimeout(patience))
        .write(
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

  /** Records which Dataflow job the run has become. */
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
   * Records that the run succeeded, advances the job's watermarks and frees the key, in one
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

  /** Records that the run failed and frees the key, if the run is still running and holds it. */
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

  /**
   * Pauses a job: its run, and those that come after it, hold back their deletes until {@link
   * #resume}. A job that is paused already stays so. Adds the column for it to a ledger of an
   * earlier release, for which it needs the permission to change the schema.
   *
   * @return whether the job was not paused before; false also if no run has ever used the key
   */
  public boolean pause(String jobKey) throws InterruptedException {
    return new Pauses(config, timeout).begin(jobKey);
  }

  /**
   * Ends a pause.
   *
   * @return whether the job was paused; if not, nothing is changed
   */
  public boolean resume(String jobKey) throws InterruptedException {
    return new Pauses(config, timeout).end(jobKey);
  }

  /** Whether the job is paused; false if the ledger does not know its key, or does not exist. */
  public boolean isPaused(String jobKey) throws InterruptedException {
    return new Pauses(config, timeout).isPaused(jobKey);
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
    return new LedgerTransactions(config, timeout).write(work);
  }
}
