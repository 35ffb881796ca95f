package dev.lintel.pipeline.ledger;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.Identifiers;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the earlier runs that the ledger has recorded. */
public final class RunHistory {

  private RunHistory() {}

  /**
   * The last runs, newest first; empty if the ledger does not exist.
   *
   * @param jobKey only runs with this key; empty for all
   * @param limit how many runs at most
   */
  public static ImmutableList<RecordedRun> read(
      SpannerConnection connection, Optional<String> jobKey, int limit) {
    if (!LedgerTables.exist(connection)) {
      return ImmutableList.of();
    }
    Statement statement = query(connection.databaseClient().getDialect(), jobKey, limit);
    ImmutableList.Builder<RecordedRun> runs = ImmutableList.builder();
    try (var rows = connection.databaseClient().singleUse().executeQuery(statement)) {
      while (rows.next()) {
        Timestamp lease = rows.isNull("LeaseExpires") ? null : rows.getTimestamp("LeaseExpires");
        runs.add(RunRow.read(rows, lease, rows.getTimestamp("Now")));
      }
    }
    return runs.build();
  }

  private static Statement query(Dialect dialect, Optional<String> jobKey, int limit) {
    String sql =
        """
        SELECT %s, j.%s, CURRENT_TIMESTAMP AS %s
        FROM %s AS r
        LEFT JOIN %s AS j ON j.%s = r.%s AND j.%s = r.%s
        %s
        ORDER BY r.%s DESC, r.%s DESC
        LIMIT %d
        """
            .formatted(
                RunRow.COLUMNS.stream()
                    .map(column -> "r." + Identifiers.quote(dialect, column))
                    .collect(Collectors.joining(", ")),
                Identifiers.quote(dialect, "LeaseExpires"),
                Identifiers.quote(dialect, "Now"),
                Identifiers.quote(dialect, LedgerTables.RUNS),
                Identifiers.quote(dialect, LedgerTables.JOBS),
                Identifiers.quote(dialect, "JobKey"),
                Identifiers.quote(dialect, "JobKey"),
                Identifiers.quote(dialect, "RunId"),
                Identifiers.quote(dialect, "RunId"),
                jobKey.isPresent()
                    ? "WHERE r.%s = %s"
                        .formatted(
                            Identifiers.quote(dialect, "JobKey"),
                            dialect == Dialect.POSTGRESQL ? "$1" : "@p1")
                    : "",
                Identifiers.quote(dialect, "StartTime"),
                Identifiers.quote(dialect, "RunId"),
                limit);
    Statement.Builder statement = Statement.newBuilder(sql);
    jobKey.ifPresent(key -> statement.bind("p1").to(key));
    return statement.build();
  }
}
