package dev.lintel.pipeline.purge;

import dev.lintel.connection.SpannerConnection;
import dev.lintel.ddl.SqlText;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.schema.RowDeletionPolicy;
import dev.lintel.schema.Table;
import java.util.Optional;

/** Says that Spanner deletes rows by itself that a purge is to delete. */
final class PolicyHint {
  private PolicyHint() {}

  /** The hint, if the table has a row deletion policy on a column that the options name. */
  static Optional<String> of(
      PurgeOptions options, Table table, SpannerConnection connection, RequestTimeout timeout)
      throws InterruptedException {
    if (options.getOlderThan() == null && options.getWhere() == null) {
      return Optional.empty();
    }
    return timeout
        .await(
            "the row deletion policy of table " + table.getName(),
            () -> RowDeletionPolicy.read(connection.databaseClient(), table))
        .filter(policy -> names(options, policy.column(), connection))
        .map(
            policy ->
                ("table %s has a row deletion policy, %s: Spanner deletes such rows by itself, in"
                        + " the background and within 72 hours; purge is for rows that cannot wait"
                        + " or go to an archive")
                    .formatted(table.getName(), policy.expression()));
  }

  private static boolean names(PurgeOptions options, String column, SpannerConnection connection) {
    if (column.equalsIgnoreCase(options.getColumn())) {
      return true;
    }
    try {
      return options.getWhere() != null
          && SqlText.of(options.getWhere(), connection.databaseClient().getDialect())
              .hasIdentifier(column);
    } catch (IllegalArgumentException e) {
      // No condition at all, which is reported where the condition is checked.
      return false;
    }
  }
}
