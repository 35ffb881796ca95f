package dev.lintel.compare;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.transforms.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One side of a comparison at a fixed timestamp: asks its database for checksums, keys and rows.
 * Thread-safe.
 */
final class SideSnapshot {
  private final TableComparison comparison;
  private final ComparedSide side;
  private final SpannerConnection connection;
  private final TimestampBound bound;
  private final RequestOptions options;
  private final KeyPredicates predicates;
  private final RangeChecksums checksums;

  SideSnapshot(
      TableComparison comparison,
      ComparedSide side,
      SpannerConnection connection,
      Timestamp timestamp,
      RequestOptions options) {
    this.comparison = comparison;
    this.side = side;
    this.connection = connection;
    this.bound = TimestampBound.ofReadTimestamp(timestamp);
    this.options = options;
    this.predicates = new KeyPredicates(comparison, side);
    this.checksums = RangeChecksums.of(comparison, side);
  }

  /** Returns whether the database can compute checksums of the rows. */
  boolean hasChecksums() {
    return checksums.hasChecksums();
  }

  /**
   * Computes the checksums of the ranges that these keys split a range into, on a thread of the
   * connection.
   */
  CompletableFuture<List<RangeChecksum>> checksums(RowRange range, List<Struct> keys)
      throws InterruptedException {
    Statement statement = checksums.checksums(range, keys);
    return connection
        .requests()
        .submit(
            () -> {
              List<RangeChecksum> result = RangeChecksums.none(keys.size() + 1);
              try (ResultSet rows = query(statement)) {
                while (rows.next()) {
                  RangeChecksums.read(rows, result);
                }
              }
              return result;
            });
  }

  /**
   * Returns whether a query ended because the text of a row, or an array in it, is longer than a
   * value in a query may be. An emulator gives the second code for an array; a server that has too
   * much to do gives it, too, and is not to be asked for whole rows then.
   */
  boolean isTooLarge(SpannerException refused) {
    return refused.getErrorCode() == ErrorCode.OUT_OF_RANGE
        || (refused.getErrorCode() == ErrorCode.RESOURCE_EXHAUSTED
            && connection.config().isEmulator());
  }

  /** Returns the keys of about one in so many rows of a range, ascending. */
  List<Struct> sample(RowRange range, long oneIn) {
    return keys(range, checksums.sample(range, oneIn));
  }

  /** Returns the key of the row after so many rows of a range, if the range has more rows. */
  List<Struct> keyAfter(RowRange range, long rows) {
    return keys(range, checksums.keyAfter(range, rows));
  }

  private List<Struct> keys(RowRange range, Statement statement) {
    List<Struct> keys = new ArrayList<>();
    try (ResultSet rows = query(statement)) {
      while (rows.next()) {
        Struct key = comparison.key(rows.getCurrentRowAsStruct());
        if (!key.equals(range.start())) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** Opens the rows of a range, with the compared columns, in the order of the comparison. */
  ResultSet rows(RowRange range) {
    if (predicates.isNative()) {
      return rows(range.keySet());
    }
    SqlParameters parameters = new SqlParameters(side.dialect());
    String where = range.isAll() ? "" : " WHERE " + predicates.isIn(range, parameters);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < side.columns().size(); i++) {
      columns.add(side.quoted(i));
    }
    return query(
        parameters.statement(
            "SELECT %s FROM %s%s ORDER BY %s"
                .formatted(
                    String.join(", ", columns), side.quotedTable(), where, predicates.orderBy())));
  }

  /** Opens the rows of some keys, with the compared columns, in the table's own order. */
  ResultSet rows(KeySet keys) {
    return snapshot()
        .read(
            side.table().getName(),
            keys,
            side.columnNames(),
            options.stream().toArray(ReadOption[]::new));
  }

  private ResultSet query(Statement statement) {
    return snapshot().executeQuery(statement, options.stream().toArray(QueryOption[]::new));
  }

  private ReadContext snapshot() {
    return connection.databaseClient().singleUse(bound);
  }
}
