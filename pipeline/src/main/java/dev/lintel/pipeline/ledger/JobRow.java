package dev.lintel.pipeline.ledger;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TransactionContext;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;

/**
 * A row of {@link LedgerTables#JOBS}: the lock of a job, and its watermarks.
 *
 * @param holder the run that holds the key; empty if the key is free
 * @param leaseExpires the end of the lease
 */
record JobRow(
    KeyOwner owner,
    Optional<String> holder,
    Optional<Timestamp> leaseExpires,
    Watermarks watermarks) {

  /**
   * Since when the job is paused; null if it is not. Not among the others, because a ledger of an
   * earlier release may lack it.
   */
  static final String PAUSED_SINCE = "PausedSince";

  static final ImmutableList<String> COLUMNS =
      ImmutableList.of("Job", "DatabaseName", "RunId", "LeaseExpires", "Watermarks");

  /** Reads the row in a transaction, which locks it if it is a read-write transaction. */
  static Optional<JobRow> find(ReadContext transaction, String jobKey) {
    Struct row = transaction.readRow(LedgerTables.JOBS, Key.of(jobKey), COLUMNS);
    if (row == null) {
      return Optional.empty();
    }
    return Optional.of(
        new JobRow(
            new KeyOwner(row.getString("Job"), row.getString("DatabaseName")),
            row.isNull("RunId") ? Optional.empty() : Optional.of(row.getString("RunId")),
            row.isNull("LeaseExpires")
                ? Optional.empty()
                : Optional.of(row.getTimestamp("LeaseExpires")),
            Watermarks.parse(row.isNull("Watermarks") ? null : row.getString("Watermarks"))));
  }

  /** The time by the database's clock, which is the same for all launchers. */
  static Timestamp now(TransactionContext transaction) {
    try (var rows = transaction.executeQuery(Statement.of("SELECT CURRENT_TIMESTAMP"))) {
      rows.next();
      return rows.getTimestamp(0);
    }
  }

  boolean isHeldBy(String runId) {
    return holder.equals(Optional.of(runId));
  }

  boolean isLeasedAt(Timestamp now) {
    return holder.isPresent() && leaseExpires.filter(end -> end.compareTo(now) > 0).isPresent();
  }

  /** Gives the key to a run. */
  static Mutation hold(NewRun run, Timestamp now) {
    return Mutation.newInsertOrUpdateBuilder(LedgerTables.JOBS)
        .set("JobKey")
        .to(run.jobKey())
        .set("Job")
        .to(run.job())
        .set("DatabaseName")
        .to(run.databaseName())
        .set("RunId")
        .to(run.runId().value())
        .set("LeaseExpires")
        .to(after(now, run.lease()))
        .build();
  }

  static Mutation.WriteBuilder update(String jobKey) {
    return Mutation.newUpdateBuilder(LedgerTables.JOBS).set("JobKey").to(jobKey);
  }

  /** Frees the key. */
  static Mutation.WriteBuilder free(String jobKey) {
    return update(jobKey).set("RunId").to((String) null).set("LeaseExpires").to((Timestamp) null);
  }

  static Timestamp after(Timestamp time, Duration duration) {
    return Timestamp.ofTimeSecondsAndNanos(
        time.getSeconds() + duration.toSeconds(), time.getNanos());
  }
}
