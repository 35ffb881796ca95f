package dev.lintel.pipeline.ledger;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableSortedMap;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.Identifiers;
import java.time.Instant;

/**
 * Lists the jobs that are paused. A ledger that an earlier release has created lacks the column for
 * it until the first job is paused; until then, no job is.
 */
public final class PausedJobs {

  private PausedJobs() {}

  /** Returns the keys of the jobs that are paused, each with the time since when. */
  public static ImmutableSortedMap<String, Instant> read(SpannerConnection connection) {
    ImmutableSortedMap.Builder<String, Instant> paused = ImmutableSortedMap.naturalOrder();
    if (!hasColumn(connection)) {
      return paused.build();
    }
    Dialect dialect = connection.databaseClient().getDialect();
    String column = Identifiers.quote(dialect, JobRow.PAUSED_SINCE);
    var statement =
        Statement.of(
            "SELECT %s, %s FROM %s WHERE %s IS NOT NULL"
                .formatted(
                    Identifiers.quote(dialect, "JobKey"),
                    column,
                    Identifiers.quote(dialect, LedgerTables.JOBS),
                    column));
    try (var rows = connection.databaseClient().singleUse().executeQuery(statement)) {
      while (rows.next()) {
        paused.put(rows.getString(0), instant(rows.getTimestamp(1)));
      }
    }
    return paused.build();
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  static boolean hasColumn(SpannerConnection connection) {
    var statement =
        Statement.of(
            "SELECT 1 FROM information_schema.columns"
                + " WHERE table_name = 'LintelJobs' AND column_name = 'PausedSince'");
    try (var rows = connection.databaseClient().singleUse().executeQuery(statement)) {
      return rows.next();
    }
  }
}
