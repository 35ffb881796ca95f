package dev.lintel.pipeline.doctor;

import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.job.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that the caller has the permissions that are needed on a database. */
final class PermissionCheck {
  private PermissionCheck() {}

  /** Asks Spanner which of these permissions the caller has. */
  static Finding of(
      String subject, SpannerConnection connection, RequestTimeout timeout, Set<Permission> needed)
      throws InterruptedException {
    ImmutableSet<String> granted;
    try {
      granted =
          timeout.await(
              "the permissions on " + connection.config().describe(),
              () -> connection.testPermissions(iamNames(needed)));
    } catch (SpannerException e) {
      return Finding.notChecked(subject, "Spanner does not report them: " + FailureMessage.of(e));
    }
    String database = connection.config().databaseId();
    List<Permission> missing =
        needed.stream()
            .filter(permission -> !granted.contains(permission.iamName()))
            .sorted()
            .toList();
    if (missing.isEmpty()) {
      return Finding.ok(subject, "all %d needed on %s".formatted(needed.size(), database));
    }
    String roles =
        missing.stream().map(Permission::role).distinct().collect(Collectors.joining(" and "));
    return Finding.problem(
        subject,
        "missing on %s: %s".formatted(database, String.join(", ", iamNames(missing))),
        "grant " + roles);
  }

  private static List<String> iamNames(Collection<Permission> permissions) {
    return permissions.stream().map(Permission::iamName).toList();
  }
}
