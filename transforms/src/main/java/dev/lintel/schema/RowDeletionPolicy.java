package dev.lintel.schema;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ReadOnlyTransaction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policy by which Spanner itself deletes old rows of a table. Immutable.
 *
 * @param column the timestamp column that says how old a row is
 * @param expression the whole policy as the database spells it
 */
public record RowDeletionPolicy(String column, String expression) {
  private static final Pattern GOOGLE_SQL =
      Pattern.compile("(?is)OLDER_THAN\\s*\\(\\s*`?(\\w+)`?\\s*,.*");
  private static final Pattern POSTGRES = Pattern.compile("(?is).*\\bON\\s+\"?(\\w+)\"?\\s*");

  /**
   * Reads the policy of a table; empty if it has none, or if the server does not show it.
   *
   * @throws com.google.cloud.spanner.SpannerException if the database cannot be read
   */
  public static Optional<RowDeletionPolicy> read(DatabaseClient client, Table table) {
    Dialect dialect = client.getDialect();
    try (ReadOnlyTransaction transaction = client.readOnlyTransaction()) {
      var views = new InformationSchema(transaction, dialect);
      return views.tables().stream()
          .filter(row -> views.tableName(row).equals(table.getName()))
          .flatMap(row -> row.find("row_deletion_policy_expression").stream())
          .findFirst()
          .flatMap(RowDeletionPolicy::of);
    }
  }

  /** The policy of an expression; empty if it is of a form that is not known. */
  static Optional<RowDeletionPolicy> of(String expression) {
    for (Pattern pattern : new Pattern[] {GOOGLE_SQL, POSTGRES}) {
      Matcher matcher = pattern.matcher(expression);
      if (matcher.matches()) {
        return Optional.of(new RowDeletionPolicy(matcher.group(1), expression));
      }
    }
    return Optional.empty();
  }
}
