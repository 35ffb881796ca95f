package dev.lintel.pipeline.doctor;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.GivenJob;
import java.util.List;
import java.util.function.Function;

/**
 * Checks the database that records the runs of jobs.
 *
 * @param recorded the jobs with a key, at least one
 * @param configs how to connect to a database
 * @param timeout how long to wait for each answer of the database
 */
record LedgerChecks(
    List<GivenJob> recorded,
    Function<DatabaseName, ConnectionConfig> configs,
    RequestTimeout timeout,
    DoctorReport report) {
  static final String SUBJECT = "ledger";

  /** Checks that the jobs that record their runs can have their keys. */
  void run() throws InterruptedException {
    if (recorded.size() > 1) {
      report.add(
          Finding.problem(
              SUBJECT,
              "several jobs cannot have one key, " + recorded.get(0).options().getJobKey(),
              "give each a --jobKey of its own, and check it alone"));
      return;
    }
    GivenJob job = recorded.get(0);
    ConnectionConfig config = configs.apply(job.needs().own().name());
    String database = job.options().getLedgerDatabaseId();
    ConnectionConfig place = database == null ? config : config.withDatabase(database);
    try (var lease = SpannerConnections.acquire(place)) {
      var check = new LedgerCheck(lease.connection(), config, timeout);
      report.add(check.of(job));
      report.add(
          PermissionCheck.of(
              "permissions on the ledger", lease.connection(), timeout, check.neededPermissions()));
    } catch (ConnectionFailedException e) {
      report.add(
          e.isDatabaseMissing()
              ? Finding.problem(
                  SUBJECT,
                  "there is no %s to record runs in".formatted(place.describe()),
                  "create it, or name another with --ledgerDatabaseId")
              : DatabaseChecks.unconnected(place, e));
    } catch (SpannerException e) {
      report.add(
          Finding.problem(
              SUBJECT,
              "it cannot be read: " + FailureMessage.of(e),
              e.getErrorCode() == ErrorCode.DEADLINE_EXCEEDED
                  ? "check the network, or give Spanner more time"
                  : "grant roles/spanner.databaseUser on " + place.databaseId()));
    }
  }
}
