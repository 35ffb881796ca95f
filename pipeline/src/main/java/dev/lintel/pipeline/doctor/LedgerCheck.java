package dev.lintel.pipeline.doctor;

import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.job.GivenJob;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.ledger.KeyOwner;
import dev.lintel.pipeline.ledger.LedgerTables;
import dev.lintel.pipeline.ledger.RunLedger;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Checks that a job can have its key. Only reads the ledger. */
final class LedgerCheck {
  private static final String SUBJECT = "ledger";

  private final SpannerConnection connection;
  private final String databaseName;
  private final RequestTimeout timeout;
  private final boolean exists;

  /**
   * @param connection to the database that holds the ledger
   * @param config of the database that the jobs work on
   * @param timeout how long to wait for the database
   * @throws SpannerException if the ledger cannot be read
   */
  LedgerCheck(SpannerConnection connection, ConnectionConfig config, RequestTimeout timeout)
      throws InterruptedException {
    this.connection = connection;
    this.databaseName = config.resourceName();
    this.timeout = timeout;
    this.exists =
        timeout.await(
            "the record of runs in " + connection.config().describe(),
            () -> LedgerTables.exist(connection));
  }

  static boolean isNeededBy(GivenJob job) {
    return job.options().getJobKey() != null;
  }

  /** The permissions that recording runs takes; the first run creates tables that are missing. */
  Set<Permission> neededPermissions() {
    return neededPermissions(exists);
  }

  static Set<Permission> neededPermissions(boolean tablesExist) {
    Set<Permission> needed =
        EnumSet.of(
            Permission.SELECT, Permission.READ, Permission.WRITE, Permission.BEGIN_READ_WRITE);
    if (!tablesExist) {
      needed.add(Permission.UPDATE_DDL);
    }
    return needed;
  }

  /**
   * Compares the owner of a job's key with the job.
   *
   * @throws SpannerException if the ledger cannot be read
   */
  Finding of(GivenJob job) throws InterruptedException {
    String jobKey = job.options().getJobKey();
    if (!exists) {
      return Finding.ok(
          SUBJECT,
          "the first run creates its tables in database " + connection.config().databaseId());
    }
    Optional<KeyOwner> owner = new RunLedger(connection.config(), timeout).owner(jobKey);
    if (owner.isEmpty()) {
      return Finding.ok(SUBJECT, "no job has the key %s yet".formatted(jobKey));
    }
    return owner.get().equals(new KeyOwner(job.name(), databaseName))
        ? Finding.ok(SUBJECT, "%s is the key of this job".formatted(jobKey))
        : Finding.problem(
            SUBJECT,
            "%s is the key of %s".formatted(jobKey, owner.get()),
            "give %s another --jobKey".formatted(job.name()));
  }
}
