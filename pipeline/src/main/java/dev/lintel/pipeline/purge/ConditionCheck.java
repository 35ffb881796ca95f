package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.ServerMessage;
import dev.lintel.schema.Table;
import dev.lintel.transforms.QueryShape;
import java.util.Optional;

/** Finds out whether Spanner takes a text for a condition on the rows of a table. */
final class ConditionCheck {
  private final Table table;

  ConditionCheck(Table table) {
    this.table = table;
  }

  /**
   * What Spanner says against it, which only plans the query.
   *
   * @param query a query with the condition
   * @throws SpannerException if Spanner does not answer
   */
  Optional<String> problemOfQuery(String query, DatabaseClient client, RequestTimeout timeout)
      throws InterruptedException {
    try {
      var unused =
          timeout.await(
              "the plan of the condition on table " + table.getName(),
              () -> QueryShape.columns(client, Statement.of(query)));
      return Optional.empty();
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.DEADLINE_EXCEEDED
          || e.getErrorCode() == ErrorCode.UNAVAILABLE) {
        throw e;
      }
      // The other lines repeat the query.
      return Optional.of(ServerMessage.of(e).lines().findFirst().orElseThrow());
    }
  }
}
