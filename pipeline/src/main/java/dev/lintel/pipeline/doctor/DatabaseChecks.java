package dev.lintel.pipeline.doctor;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.job.GivenJob;
import dev.lintel.pipeline.job.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks what jobs need of their database, and of the database that records their runs. */
final class DatabaseChecks {
  private static final String CONNECTION = "connection";
  private static final String DATABASE = "database";
  private static final String PERMISSIONS = "permissions";
  private static final String RETENTION = "retention";
  private static final String LEDGER = "ledger";

  private final ConnectionConfig config;
  private final List<GivenJob> jobs;
  private final Duration expected;
  private final RequestTimeout timeout;
  private final DoctorReport report;

  /**
   * @param expected how long a job is expected to take
   * @param timeout how long to wait for each answer of a database
   */
  DatabaseChecks(
      ConnectionConfig config,
      List<GivenJob> jobs,
      Duration expected,
      RequestTimeout timeout,
      DoctorReport report) {
    this.config = config;
    this.jobs = jobs;
    this.expected = expected;
    this.timeout = timeout;
    this.report = report;
  }

  void run() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      report.add(Finding.ok(CONNECTION, "Spanner answers"));
      report.add(Finding.ok(DATABASE, config.describe() + " exists"));
      report.add(permissions(lease.connection()));
      retention(lease.connection());
    } catch (ConnectionFailedException e) {
      if (!e.isDatabaseMissing()) {
        report.add(unconnected(config, e));
        skip("there is no connection");
        return;
      }
      report.add(Finding.ok(CONNECTION, "Spanner answers"));
      report.add(missing());
      report.add(Finding.notChecked(PERMISSIONS, "there is no database to have them on"));
    }
    ledger();
  }

  private static Finding unconnected(ConnectionConfig place, ConnectionFailedException e) {
    String fix =
        switch (e.getErrorCode()) {
          case PERMISSION_DENIED, UNAUTHENTICATED ->
              "grant roles/spanner.databaseReader, or use other credentials";
          case UNAVAILABLE, DEADLINE_EXCEEDED ->
              "check that --spannerHost, SPANNER_EMULATOR_HOST and the network are right";
          default -> "check that the credentials and --spannerHost are right";
        };
    return Finding.problem(
        CONNECTION,
        "cannot connect to %s: %s".formatted(place.describe(), FailureMessage.of(e.getCause())),
        fix);
  }

  private void skip(String why) {
    report.add(Finding.notChecked(DATABASE, why));
    report.add(Finding.notChecked(PERMISSIONS, why));
    if (jobs.stream().anyMatch(RetentionCheck::isNeededBy)) {
      report.add(Finding.notChecked(RETENTION, why));
    }
    if (jobs.stream().anyMatch(LedgerCheck::isNeededBy)) {
      report.add(Finding.notChecked(LEDGER, why));
    }
  }

  private Finding missing() {
    if (jobs.stream().allMatch(job -> job.needs().createsDatabase())) {
      return Finding.notChecked(
          DATABASE,
          "there is no %s; the %s creates it, which takes spanner.databases.create on the instance"
              .formatted(config.describe(), jobs.get(0).name()));
    }
    return Finding.problem(
        DATABASE,
        "there is no " + config.describe(),
        "create it, or check that --spannerProjectId, --instanceId and --databaseId are right");
  }

  private Finding permissions(SpannerConnection connection) throws InterruptedException {
    Set<Permission> needed = EnumSet.noneOf(Permission.class);
    jobs.forEach(job -> needed.addAll(job.needs().permissions()));
    return PermissionCheck.of(PERMISSIONS, connection, timeout, needed);
  }

  private void retention(SpannerConnection connection) throws InterruptedException {
    var check = new RetentionCheck(expected, Instant.now(), timeout);
    for (GivenJob job : jobs) {
      if (RetentionCheck.isNeededBy(job)) {
        report.add(check.of(job, connection));
      }
    }
  }

  private void ledger() throws InterruptedException {
    List<GivenJob> recorded = jobs.stream().filter(LedgerCheck::isNeededBy).toList();
    if (recorded.isEmpty()) {
      return;
    }
    if (recorded.size() > 1) {
      report.add(
          Finding.problem(
              LEDGER,
              "several jobs cannot have one key, " + recorded.get(0).options().getJobKey(),
              "give each a --jobKey of its own, and check it alone"));
      return;
    }
    String database = recorded.get(0).options().getLedgerDatabaseId();
    ConnectionConfig place = database == null ? config : config.withDatabase(database);
    try (var lease = SpannerConnections.acquire(place)) {
      var check = new LedgerCheck(lease.connection(), config, timeout);
      report.add(check.of(recorded.get(0)));
      report.add(
          PermissionCheck.of(
              "permissions on the ledger", lease.connection(), timeout, check.neededPermissions()));
    } catch (ConnectionFailedException e) {
      report.add(
          e.isDatabaseMissing()
              ? Finding.problem(
                  LEDGER,
                  "there is no %s to record runs in".formatted(place.describe()),
                  "create it, or name another with --ledgerDatabaseId")
              : unconnected(place, e));
    } catch (SpannerException e) {
      report.add(
          Finding.problem(
              LEDGER,
              "it cannot be read: " + FailureMessage.of(e),
              e.getErrorCode() == ErrorCode.DEADLINE_EXCEEDED
                  ? "check the network, or give Spanner more time"
                  : "grant roles/spanner.databaseUser on " + place.databaseId()));
    }
  }
}
