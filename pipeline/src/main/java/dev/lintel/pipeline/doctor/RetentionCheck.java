package dev.lintel.pipeline.doctor;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.Elapsed;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.job.DatabaseNeeds;
import dev.lintel.pipeline.job.TimeOption;
import dev.lintel.transforms.DatabaseTime;
import dev.lintel.transforms.VersionRetention;
import java.time.Duration;
import java.util.Optional;

/**
 * Checks that a database keeps old versions of its rows for as long as a job reads a snapshot.
 *
 * @param expected how long the job reads
 * @param timeout how long to wait for the database
 */
record RetentionCheck(Duration expected, RequestTimeout timeout) {
  private static final String SUBJECT = "retention";

  /** Compares the snapshot that a job needs with what the database offers. */
  Finding of(DatabaseNeeds.Snapshot snapshot, SpannerConnection connection)
      throws InterruptedException {
    Optional<Timestamp> given;
    try {
      given = snapshot.time().map(TimeOption::parse);
    } catch (IllegalArgumentException e) {
      return Finding.problem("--snapshotTime", e.getMessage(), "give another");
    }
    try {
      String database = connection.config().describe();
      Duration age = given.isPresent() ? age(given.get(), connection) : Duration.ZERO;
      return of(
          timeout
              .await(
                  "the version retention period of " + database,
                  () -> VersionRetention.of(connection))
              .period(),
          age.isNegative() ? Duration.ZERO : age,
          timeout.await("the dialect of " + database, connection.databaseClient()::getDialect),
          connection.config().databaseId());
    } catch (SpannerException e) {
      return Finding.notChecked(SUBJECT, FailureMessage.of(e));
    }
  }

  private Duration age(Timestamp snapshot, SpannerConnection connection)
      throws InterruptedException {
    Timestamp now =
        timeout.await(
            "the time of " + connection.config().describe(), () -> DatabaseTime.now(connection));
    return Duration.between(DatabaseTime.instant(snapshot), DatabaseTime.instant(now));
  }

  /**
   * Compares how long versions are kept with how long they are needed.
   *
   * @param age how old the snapshot is when the job begins
   */
  Finding of(Duration period, Duration age, Dialect dialect, String database) {
    String kept =
        "the database keeps versions for %s (version_retention_period)"
            .formatted(Elapsed.words(period));
    if (age.compareTo(period) > 0) {
      return Finding.problem(
          SUBJECT, kept + ", and the snapshot is older", "give a later --snapshotTime");
    }
    Duration needed = expected.plus(age);
    String need = "the job needs its snapshot for " + Elapsed.words(needed);
    if (needed.compareTo(period) <= 0) {
      return Finding.ok(SUBJECT, "%s, %s".formatted(kept, need));
    }
    return Finding.problem(
        SUBJECT,
        "%s, %s".formatted(kept, need),
        needed.compareTo(VersionRetention.LONGEST) > 0
            ? "a week is the longest period, so let one job read less"
            : "run " + statement(needed, dialect, database));
  }

  private static String statement(Duration needed, Dialect dialect, String database) {
    String period = "%dh".formatted(needed.plus(Duration.ofHours(1)).minusNanos(1).toHours());
    return switch (dialect) {
      case GOOGLE_STANDARD_SQL ->
          "ALTER DATABASE `%s` SET OPTIONS (version_retention_period = '%s')"
              .formatted(database, period);
      case POSTGRESQL ->
          "ALTER DATABASE \"%s\" SET spanner.version_retention_period = '%s'"
              .formatted(database, period);
    };
  }
}
