package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.spanner.Dialect;
import dev.lintel.schema.Identifiers;

/**
 * The table in which {@link TransactRows} records which elements it has applied: a row each, with
 * the operation, the id of the element and the timestamp of the commit.
 *
 * <p>A row deletion policy lets Spanner delete old rows. An element that comes again after its row
 * is gone is applied again, so the rows have to stay for longer than anything can come twice.
 * Thread-safe.
 */
public final class IdempotencyTable {

  /** The name without {@link TransactRows#withIdempotencyTable}. */
  public static final String DEFAULT_NAME = "IdempotencyKeys";

  /**
   * How many days rows stay by default: longer than the 31 days for which Pub/Sub keeps a message
   * at most.
   */
  public static final int DEFAULT_DAYS = 35;

  static final String OPERATION = "Operation";
  static final String ID = "Id";
  static final String COMMITTED_AT = "CommittedAt";

  private IdempotencyTable() {}

  /**
   * Returns the DDL statement that creates the table under its default name, with rows that stay
   * for {@link #DEFAULT_DAYS}.
   */
  public static String ddl(Dialect dialect) {
    return ddl(dialect, DEFAULT_NAME, DEFAULT_DAYS);
  }

  /**
   * Returns the DDL statement that creates the table.
   *
   * @param name its name; {@code schema.Table} for one in a named schema
   * @param days after how many days Spanner may delete a row
   * @throws IllegalArgumentException if there is less than one day
   */
  public static String ddl(Dialect dialect, String name, int days) {
    checkArgument(days >= 1, "Rows have to stay for a day at least, but it is %s", days);
    String table = Identifiers.quoteQualified(dialect, name);
    return switch (dialect) {
      case GOOGLE_STANDARD_SQL ->
          """
          CREATE TABLE %s (
            Operation STRING(MAX) NOT NULL,
            Id STRING(MAX) NOT NULL,
            CommittedAt TIMESTAMP NOT NULL OPTIONS (allow_commit_timestamp = true),
          ) PRIMARY KEY (Operation, Id), ROW DELETION POLICY (OLDER_THAN(CommittedAt, INTERVAL %d DAY))\
          """
              .formatted(table, days);
      case POSTGRESQL ->
          """
          CREATE TABLE %s (
            "Operation" text NOT NULL,
            "Id" text NOT NULL,
            "CommittedAt" spanner.commit_timestamp NOT NULL,
            PRIMARY KEY ("Operation", "Id")
          ) TTL INTERVAL '%d days' ON "CommittedAt"\
          """
              .formatted(table, days);
    };
  }
}
