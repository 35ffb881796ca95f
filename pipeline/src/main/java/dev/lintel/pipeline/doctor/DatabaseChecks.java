package dev.lintel.pipeline.doctor;

import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.GivenJob;
import dev.lintel.pipeline.imports.ImportOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What jobs need of their database, and of the one that holds the record of their runs. */
final class DatabaseChecks {
  private static final String RIGHTS = "rights";
  private static final String RETENTION = "retention";
  private static final String LEDGER = "ledger";

  private final ConnectionConfig config;
  private final List<GivenJob> jobs;
  private final Duration expected;
  private final DoctorReport report;

  /**
   * @param expected how long a job is expected to take
   */
  DatabaseChecks(
      ConnectionConfig config, List<GivenJob> jobs, Duration expected, DoctorReport report) {
    this.config = config;
    this.jobs = jobs;
    this.expected = expected;
    this.report = report;
  }

  void run() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      report.add(Finding.ok("connection", "Spanner answers"));
      report.add(Finding.ok("database", config.describe() + " is there"));
      report.add(rights(lease.connection()));
      retention(lease.connection());
    } catch (ConnectionFailedException e) {
      if (!e.isDatabaseMissing()) {
        report.add(unconnected(config, e));
        skip("there is no connection");
        return;
      }
      report.add(Finding.ok("connection", "Spanner answers"));
      report.add(missing());
      report.add(Finding.notChecked(RIGHTS, "there is no database to have them on"));
    }
    ledger();
  }

  private static Finding unconnected(ConnectionConfig place, ConnectionFailedException e) {
    String mend =
        switch (e.getErrorCode()) {
          case PERMISSION_DENIED, UNAUTHENTICATED ->
              "grant roles/spanner.databaseReader, or use other credentials";
          case UNAVAILABLE, DEADLINE_EXCEEDED ->
              "see that --spannerHost, SPANNER_EMULATOR_HOST and the network are right";
          default -> "see that the credentials and --spannerHost are right";
        };
    return Finding.problem(
        "connection",
        "cannot connect to %s: %s".formatted(place.describe(), FailureMessage.of(e.getCause())),
        mend);
  }

  private void skip(String why) {
    report.add(Finding.notChecked("database", why));
    report.add(Finding.notChecked(RIGHTS, why));
    if (jobs.stream().anyMatch(RetentionCheck::isNeededBy)) {
      report.add(Finding.notChecked(RETENTION, why));
    }
    if (jobs.stream().anyMatch(LedgerCheck::isNeededBy)) {
      report.add(Finding.notChecked(LEDGER, why));
    }
  }

  private Finding missing() {
    boolean created =
        jobs.stream()
            .allMatch(
                job -> job.options() instanceof ImportOptions load && Imported.changesSchema(load));
    return created
        ? Finding.notChecked(
            "database",
            "there is no %s; the import creates it, which takes spanner.databases.create on the instance"
                .formatted(config.describe()))
        : Finding.problem(
            "database",
            "there is no " + config.describe(),
            "create it, or see that --spannerProjectId, --instanceId and --databaseId are right");
  }

  private Finding rights(SpannerConnection connection) {
    Set<Permission> needed = EnumSet.noneOf(Permission.class);
    jobs.forEach(job -> needed.addAll(Permission.neededBy(job)));
    return rights(RIGHTS, connection, needed);
  }

  private static Finding rights(
      String subject, SpannerConnection connection, Set<Permission> needed) {
    ImmutableSet<String> granted;
    try {
      granted = connection.testPermissions(Permission.permissions(needed));
    } catch (SpannerException e) {
      return Finding.notChecked(subject, "Spanner does not tell them: " + FailureMessage.of(e));
    }
    return Permission.finding(subject, connection.config().databaseId(), needed, granted);
  }

  private void retention(SpannerConnection connection) {
    var check = new RetentionCheck(expected, Instant.now());
    jobs.stream()
        .filter(RetentionCheck::isNeededBy)
        .map(job -> check.of(job, connection))
        .forEach(report::add);
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
      var check = new LedgerCheck(lease.connection(), config);
      report.add(check.of(recorded.get(0)));
      report.add(
          rights(
              "rights on the ledger",
              lease.connection(),
              Permission.neededByLedger(check.exists())));
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
              "grant roles/spanner.databaseUser on " + place.databaseId()));
    }
  }
}
