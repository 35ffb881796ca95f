package dev.lintel.pipeline.doctor;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.Permission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks what jobs need of one database. */
final class DatabaseChecks {
  private static final String CONNECTION = "connection";
  private static final String DATABASE = "database";
  private static final String PERMISSIONS = "permissions";
  private static final String RETENTION = "retention";
  private static final String HINT = "hint";

  private final ConnectionConfig config;
  private final List<DatabaseUse> uses;
  private final Duration expected;
  private final RequestTimeout timeout;
  private final DoctorReport report;

  /**
   * @param uses at least one, each of the same database
   * @param expected how long a job is expected to take
   * @param timeout how long to wait for each answer of a database
   */
  DatabaseChecks(
      ConnectionConfig config,
      List<DatabaseUse> uses,
      Duration expected,
      RequestTimeout timeout,
      DoctorReport report) {
    this.config = config;
    this.uses = uses;
    this.expected = expected;
    this.timeout = timeout;
    this.report = report;
  }

  /** Reports what was found; returns whether Spanner answers. */
  boolean run() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      report.add(Finding.ok(CONNECTION, "Spanner answers"));
      report.add(Finding.ok(DATABASE, config.describe() + " exists"));
      report.add(permissions(lease.connection()));
      retention(lease.connection());
      hints(lease.connection());
      return true;
    } catch (ConnectionFailedException e) {
      if (!e.isDatabaseMissing()) {
        report.add(unconnected(config, e));
        skip("there is no connection");
        return false;
      }
      report.add(Finding.ok(CONNECTION, "Spanner answers"));
      report.add(missing());
      report.add(Finding.notChecked(PERMISSIONS, "there is no database to have them on"));
      return true;
    }
  }

  /** The problem of a database that cannot be connected to. */
  static Finding unconnected(ConnectionConfig place, ConnectionFailedException e) {
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
    if (uses.stream().anyMatch(use -> use.needs().snapshot().isPresent())) {
      report.add(Finding.notChecked(RETENTION, why));
    }
  }

  private Finding missing() {
    if (uses.stream().allMatch(use -> use.needs().isCreated())) {
      return Finding.notChecked(
          DATABASE,
          "there is no %s; the %s creates it, which takes spanner.databases.create on the instance"
              .formatted(config.describe(), uses.get(0).job().name()));
    }
    DatabaseName name = uses.get(0).needs().name();
    return Finding.problem(
        DATABASE,
        "there is no " + config.describe(),
        "create it, or check that %s, %s and %s are right"
            .formatted(name.projectOption(), name.instanceOption(), name.databaseOption()));
  }

  private Finding permissions(SpannerConnection connection) throws InterruptedException {
    Set<Permission> needed = EnumSet.noneOf(Permission.class);
    uses.forEach(use -> needed.addAll(use.needs().permissions()));
    return PermissionCheck.of(PERMISSIONS, connection, timeout, needed);
  }

  private void retention(SpannerConnection connection) throws InterruptedException {
    var check = new RetentionCheck(expected, timeout);
    for (DatabaseUse use : uses) {
      if (use.needs().snapshot().isPresent()) {
        report.add(check.of(use.needs().snapshot().get(), connection));
      }
    }
  }

  /** What is worth knowing of the database that a job works on. */
  private void hints(SpannerConnection connection) throws InterruptedException {
    for (DatabaseUse use : uses) {
      if (use.needs().equals(use.job().needs().own())) {
        use.job().hints(connection).forEach(hint -> report.add(Finding.ok(HINT, hint)));
      }
    }
  }
}
