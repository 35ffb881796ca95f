package dev.lintel.pipeline.ledger;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.DatabaseNotFoundException;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.InstanceNotFoundException;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Struct;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.RequestTimeout;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Begins and ends the pause of a job. The methods of {@link RunLedger} have the contracts.
 *
 * @param config the database that holds the ledger
 * @param timeout how long each method waits for the database
 */
record Pauses(ConnectionConfig config, RequestTimeout timeout) {

  boolean begin(String jobKey) throws InterruptedException {
    boolean exists;
    try (var lease = SpannerConnections.acquire(config)) {
      exists =
          timeout.await(
              "the record of runs in " + config.describe(),
              () -> LedgerTables.exist(lease.connection()));
      if (exists) {
        timeout.await(
            "the column for paused jobs, to be created in " + config.describe(),
            () -> {
              addColumn(lease.connection());
              return null;
            });
      }
    }
    return exists
        && transactions()
            .write(
                transaction -> {
                  Struct row = row(transaction, jobKey);
                  if (row == null || !row.isNull(0)) {
                    return false;
                  }
                  transaction.buffer(
                      JobRow.update(jobKey)
                          .set(JobRow.PAUSED_SINCE)
                          .to(JobRow.now(transaction))
                          .build());
                  return true;
                });
  }

  boolean end(String jobKey) throws InterruptedException {
    if (!isPaused(jobKey)) {
      return false;
    }
    transactions()
        .write(
            transaction -> {
              transaction.buffer(
                  JobRow.update(jobKey).set(JobRow.PAUSED_SINCE).to((Timestamp) null).build());
              return null;
            });
    return true;
  }

  boolean isPaused(String jobKey) throws InterruptedException {
    try {
      return transactions()
          .read(
              snapshot -> {
                Struct row = row(snapshot, jobKey);
                return row != null && !row.isNull(0);
              });
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.NOT_FOUND
          && !(e instanceof DatabaseNotFoundException)
          && !(e instanceof InstanceNotFoundException)) {
        // The table or its column does not exist.
        return false;
      }
      throw e;
    }
  }

  private LedgerTransactions transactions() {
    return new LedgerTransactions(config, timeout);
  }

  private static @Nullable Struct row(ReadContext transaction, String jobKey) {
    return transaction.readRow(LedgerTables.JOBS, Key.of(jobKey), List.of(JobRow.PAUSED_SINCE));
  }

  /** Adds the column to a ledger of an earlier release. */
  private static void addColumn(SpannerConnection connection) throws InterruptedException {
    if (PausedJobs.hasColumn(connection)) {
      return;
    }
    try {
      connection.updateDdl(
          List.of(
              switch (connection.databaseClient().getDialect()) {
                case GOOGLE_STANDARD_SQL ->
                    "ALTER TABLE LintelJobs ADD COLUMN PausedSince TIMESTAMP";
                case POSTGRESQL ->
                    "ALTER TABLE \"LintelJobs\" ADD COLUMN \"PausedSince\" timestamptz";
              }));
    } catch (SpannerException e) {
      // Somebody else may have added it in the same moment.
      if (!PausedJobs.hasColumn(connection)) {
        throw e;
      }
    }
  }
}
