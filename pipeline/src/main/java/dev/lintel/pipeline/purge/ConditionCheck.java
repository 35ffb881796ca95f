package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableSet;
import dev.lintel.ddl.SqlText;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.ServerMessage;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import dev.lintel.transforms.QueryShape;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out whether a text is a condition on the rows of a table, without reading any. */
final class ConditionCheck {
  private static final ImmutableSet<String> WRITING =
      ImmutableSet.of(
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "REPLACE",
          "TRUNCATE",
          "CREATE",
          "ALTER",
          "DROP",
          "GRANT",
          "REVOKE",
          "CALL",
          "BEGIN",
          "COMMIT");

  private final Dialect dialect;
  private final Table table;

  ConditionCheck(Dialect dialect, Table table) {
    this.dialect = dialect;
    this.table = table;
  }

  /** What is wrong with the text by itself. */
  Optional<String> problemOfText(String where) {
    SqlText text;
    try {
      text = SqlText.of(where, dialect);
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
    if (text.isEmpty()) {
      return Optional.of("it is empty");
    } else if (text.hasSemicolon()) {
      return Optional.of("it has a semicolon; it is one condition, without anything after it");
    } else if (text.firstWord().filter(WRITING::contains).isPresent()) {
      return Optional.of(
          "it begins with %s; give a condition, as it comes after WHERE, and not a statement"
              .formatted(text.firstWord().get()));
    } else if (!text.isBalanced()) {
      return Optional.of("its parentheses do not match");
    } else if (table.getColumns().stream()
        .noneMatch(column -> text.hasIdentifier(column.getName()))) {
      return Optional.of(
          "it names no column of table %s, which has %s"
              .formatted(
                  table.getName(),
                  table.getColumns().stream()
                      .map(Column::getName)
                      .collect(Collectors.joining(", "))));
    }
    return Optional.empty();
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
