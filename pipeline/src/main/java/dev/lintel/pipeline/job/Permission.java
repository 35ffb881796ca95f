package dev.lintel.pipeline.doctor;

import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.command.GivenJob;
import dev.lintel.pipeline.exports.ExportOptions;
import dev.lintel.pipeline.imports.ImportOptions;
import dev.lintel.pipeline.options.SnapshotOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The permissions of IAM that jobs need on a database. {@code spanner.sessions.create} is not among
 * them: without it nobody gets as far as to ask.
 */
enum Permission {
  SELECT("spanner.databases.select", Role.READER),
  READ("spanner.databases.read", Role.READER),
  BEGIN_READ_ONLY("spanner.databases.beginReadOnlyTransaction", Role.READER),
  PARTITION_READ("spanner.databases.partitionRead", Role.READER),
  PARTITION_QUERY("spanner.databases.partitionQuery", Role.READER),
  GET_DDL("spanner.databases.getDdl", Role.READER),
  DATA_BOOST("spanner.databases.useDataBoost", Role.DATA_BOOST_READER),
  WRITE("spanner.databases.write", Role.USER),
  BEGIN_READ_WRITE("spanner.databases.beginOrRollbackReadWriteTransaction", Role.USER),
  UPDATE_DDL("spanner.databases.updateDdl", Role.USER);

  /** The least of Google's roles that has a permission. */
  private static final class Role {
    static final String READER = "roles/spanner.databaseReader";
    static final String DATA_BOOST_READER = "roles/spanner.databaseReaderWithDataBoost";
    static final String USER = "roles/spanner.databaseUser";
  }

  private final String permission;
  private final String role;

  Permission(String permission, String role) {
    this.permission = permission;
    this.role = role;
  }

  String permission() {
    return permission;
  }

  /** What a job does to its own database. */
  static Set<Permission> neededBy(GivenJob job) {
    Set<Permission> needed = EnumSet.of(SELECT, BEGIN_READ_ONLY);
    if (job.options() instanceof ImportOptions load) {
      needed.addAll(EnumSet.of(WRITE, BEGIN_READ_WRITE));
      if (Imported.changesSchema(load)) {
        needed.addAll(EnumSet.of(GET_DDL, UPDATE_DDL));
      }
      return needed;
    }
    needed.add(READ);
    if (job.options() instanceof ExportOptions) {
      needed.addAll(EnumSet.of(PARTITION_READ, GET_DDL));
    }
    // The rows of a window are those of a query, too.
    if (job.given().containsKey("query") || job.given().containsKey("since")) {
      needed.add(PARTITION_QUERY);
    }
    if (job.options() instanceof SnapshotOptions snapshot && snapshot.getDataBoostEnabled()) {
      needed.add(DATA_BOOST);
    }
    return needed;
  }

  /**
   * What the record of runs takes of the database that holds it.
   *
   * @param tablesExist whether the first run has nothing to create
   */
  static Set<Permission> neededByLedger(boolean tablesExist) {
    Set<Permission> needed = EnumSet.of(SELECT, READ, WRITE, BEGIN_READ_WRITE);
    if (!tablesExist) {
      needed.add(UPDATE_DDL);
    }
    return needed;
  }

  static List<String> permissions(Set<Permission> rights) {
    return rights.stream().map(Permission::permission).toList();
  }

  /**
   * Compares what is needed with what there is.
   *
   * @param database as a message names it
   * @param granted the permissions that the caller has
   */
  static Finding finding(
      String subject, String database, Set<Permission> needed, ImmutableSet<String> granted) {
    Set<Permission> missing =
        needed.stream()
            .filter(right -> !granted.contains(right.permission))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    if (missing.isEmpty()) {
      return Finding.ok(
          subject, "all %d permissions needed on %s".formatted(needed.size(), database));
    }
    String roles =
        missing.stream().map(right -> right.role).distinct().collect(Collectors.joining(" and "));
    return Finding.problem(
        subject,
        "missing on %s: %s".formatted(database, String.join(", ", permissions(missing))),
        "grant " + roles);
  }
}
