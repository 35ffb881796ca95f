package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ReadContext.QueryAnalyzeMode;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;

/** What a query gives, told without running it. */
public final class QueryShape {
  private QueryShape() {}

  /**
   * The columns of the result, in its order; an expression without an alias has an empty name.
   *
   * @throws com.google.cloud.spanner.SpannerException if the query is wrong; says where
   */
  public static ImmutableList<Type.StructField> columns(DatabaseClient client, Statement query) {
    try (ResultSet plan = client.singleUse().analyzeQuery(query, QueryAnalyzeMode.PLAN)) {
      // A plan has no rows; asking for one makes the client read what there is.
      plan.next();
      return ImmutableList.copyOf(plan.getType().getStructFields());
    }
  }
}
