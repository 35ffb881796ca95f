package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ReadContext.QueryAnalyzeMode;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.TimestampBound;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.Deadline;

/** Finds the columns of a query without running it. Safe to call from any thread. */
public final class QueryShape {
  private QueryShape() {}

  /**
   * Returns the columns of the result in order; an expression without an alias has an empty name.
   *
   * @throws com.google.cloud.spanner.SpannerException if the query is invalid; the message has the
   *     place of the error. Also if the database does not answer within two minutes, with all
   *     retries
   */
  public static ImmutableList<Type.StructField> columns(DatabaseClient client, Statement query) {
    return columns(client, query, TimestampBound.strong());
  }

  /** As {@link #columns(DatabaseClient, Statement)}, of a query that reads a snapshot. */
  static ImmutableList<Type.StructField> columns(
      DatabaseClient client, Statement query, TimestampBound snapshot) {
    return Deadline.within(Deadline.OF_DESCRIPTION, () -> plan(client.singleUse(snapshot), query));
  }

  private static ImmutableList<Type.StructField> plan(ReadContext context, Statement query) {
    try (ResultSet plan = context.analyzeQuery(query, QueryAnalyzeMode.PLAN)) {
      // A plan has no rows; the call makes the client read the metadata.
      plan.next();
      return ImmutableList.copyOf(plan.getType().getStructFields());
    }
  }
}
