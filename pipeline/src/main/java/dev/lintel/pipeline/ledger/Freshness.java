package dev.lintel.pipeline.ledger;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.Identifiers;
import java.util.Optional;

/** Reads when the last good run of each job key ended. */
public final class Freshness {

  private Freshness() {}

  /**
   * The last good run of each key, by key, among all recorded runs; empty if the ledger does not
   * exist.
   *
   * @param jobKey only that key; empty for all
   */
  public static ImmutableList<LastGoodRun> read(
      SpannerConnection connection, Optional<String> jobKey) {
    if (!LedgerTables.exist(connection)) {
      return ImmutableList.of();
    }
    Statement statement = query(connection.databaseClient().getDialect(), jobKey);
    ImmutableList.Builder<LastGoodRun> all = ImmutableList.builder();
    try (var rows = connection.databaseClient().singleUse().executeQuery(statement)) {
      while (rows.next()) {
        all.add(
            new LastGoodRun(
                rows.getString(0),
                rows.isNull(1)
                    ? Optional.empty()
                    : Optional.of(RunRow.instant(rows.getTimestamp(1))),
                RunRow.instant(rows.getTimestamp(2))));
      }
    }
    return all.build();
  }

  /**
   * A run that did its work and yet would not end with status 0 has a message; others have none.
   */
  private static Statement query(Dialect dialect, Optional<String> jobKey) {
    String sql =
        """
        SELECT j.%1$s,
          MAX(CASE WHEN r.%2$s = 'SUCCEEDED' AND r.%3$s IS NULL THEN r.%4$s END) AS %5$s,
          CURRENT_TIMESTAMP AS %6$s
        FROM %7$s AS j
        LEFT JOIN %8$s AS r ON r.%1$s = j.%1$s
        %9$s
        GROUP BY j.%1$s
        ORDER BY j.%1$s
        """
            .formatted(
                Identifiers.quote(dialect, "JobKey"),
                Identifiers.quote(dialect, "State"),
                Identifiers.quote(dialect, "Message"),
                Identifiers.quote(dialect, "EndTime"),
                Identifiers.quote(dialect, "LastGood"),
                Identifiers.quote(dialect, "Now"),
                Identifiers.quote(dialect, LedgerTables.JOBS),
                Identifiers.quote(dialect, LedgerTables.RUNS),
                jobKey.isPresent()
                    ? "WHERE j.%s = %s"
                        .formatted(
                            Identifiers.quote(dialect, "JobKey"),
                            dialect == Dialect.POSTGRESQL ? "$1" : "@p1")
                    : "");
    Statement.Builder statement = Statement.newBuilder(sql);
    jobKey.ifPresent(key -> statement.bind("p1").to(key));
    return statement.build();
  }
}
