package dev.lintel.pipeline.job;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.ServerMessage;
import dev.lintel.transforms.QueryShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The option {@code --query} of the jobs that write rows to files. */
public final class QueryOption {
  private QueryOption() {}

  /**
   * The columns of the query's result, found without running it; empty if the query or a column is
   * wrong, which is added to the problems.
   *
   * @throws SpannerException if Spanner does not answer
   */
  public static Optional<ImmutableList<Type.StructField>> columns(
      String sql, SpannerConnection connection, RequestTimeout timeout, Problems problems)
      throws InterruptedException {
    return columns("--query", sql, connection, timeout, problems);
  }

  /** The same for SQL that another option gives. */
  public static Optional<ImmutableList<Type.StructField>> columns(
      String option,
      String sql,
      SpannerConnection connection,
      RequestTimeout timeout,
      Problems problems)
      throws InterruptedException {
    ImmutableList<Type.StructField> columns;
    try {
      columns =
          timeout.await(
              "the columns of the query on " + connection.config().describe(),
              () -> QueryShape.columns(connection.databaseClient(), Statement.of(sql)));
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.DEADLINE_EXCEEDED
          || e.getErrorCode() == ErrorCode.UNAVAILABLE) {
        throw e;
      }
      // The other lines repeat the query.
      problems.add(option, ServerMessage.of(e).lines().findFirst().orElseThrow());
      return Optional.empty();
    }
    List<String> ofColumns = problems(columns);
    ofColumns.forEach(problem -> problems.add(option, problem));
    return ofColumns.isEmpty() ? Optional.of(columns) : Optional.empty();
  }

  /** Columns without a name or with the same name, and types that files cannot hold. */
  private static List<String> problems(List<Type.StructField> columns) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).getName();
      if (name.isEmpty()) {
        problems.add("column %d has no name; give it one with AS".formatted(i + 1));
      } else if (!seen.add(name)) {
        problems.add("two columns are named %s; rename one with AS".formatted(name));
      }
      Type type = columns.get(i).getType();
      Type element = type.getCode() == Type.Code.ARRAY ? type.getArrayElementType() : type;
      if (element.getCode() == Type.Code.STRUCT) {
        problems.add(
            "column %s is a STRUCT, which can only be exported field by field".formatted(name));
      }
    }
    return problems;
  }
}
