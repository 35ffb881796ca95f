package dev.lintel.compare;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.KeyOrder;
import dev.lintel.transforms.RequestOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Compares rows of a table again, by key, at other timestamps. On a database that is being written,
 * a difference that is gone at a later timestamp of both sides was the trace of a write that had
 * reached only one of them. Thread-safe.
 */
public final class Recheck {
  private final TableComparison comparison;
  private final SpannerConnection expected;
  private final SpannerConnection actual;
  private final RequestOptions options;
  private final RowMerge merge;
  private final KeyOrder order;

  private Recheck(
      TableComparison comparison,
      SpannerConnection expected,
      SpannerConnection actual,
      RequestOptions options) {
    this.comparison = comparison;
    this.expected = expected;
    this.actual = actual;
    this.options = options;
    this.merge = RowMerge.of(comparison);
    this.order = comparison.keyOrder();
  }

  /**
   * Returns a check of a table.
   *
   * @param expected the connection to the reference
   * @param actual the connection to the database that is checked against it
   */
  public static Recheck of(
      TableComparison comparison,
      SpannerConnection expected,
      SpannerConnection actual,
      RequestOptions options) {
    return new Recheck(comparison, expected, actual, options);
  }

  /**
   * Reads the rows of keys on both sides and compares them. Holds all of these rows in memory.
   *
   * @param keys keys of the table, of which each may occur several times
   * @return the differences at these timestamps, in key order; those of a key may be others than
   *     before
   */
  public ImmutableList<RowDifference> differences(
      Collection<Key> keys, Timestamp expectedTimestamp, Timestamp actualTimestamp) {
    KeySet.Builder keySet = KeySet.newBuilder();
    keys.forEach(keySet::addKey);
    KeySet set = keySet.build();
    var left =
        new SideSnapshot(
            comparison, comparison.getExpected(), expected, expectedTimestamp, options);
    var right =
        new SideSnapshot(comparison, comparison.getActual(), actual, actualTimestamp, options);
    ImmutableList.Builder<RowDifference> differences = ImmutableList.builder();
    merge.merge(rows(left, set), rows(right, set), differences::add);
    return differences.build();
  }

  /**
   * As {@link #differences}, at one timestamp for both sides: the latest of the expected side, so
   * that a write that had reached both sides before the call is seen on both. Waits if that
   * timestamp is still too early.
   */
  public ImmutableList<RowDifference> differencesNow(Collection<Key> keys, Timestamp notBefore)
      throws InterruptedException {
    Timestamp now = now();
    while (now.compareTo(notBefore) < 0) {
      long millis = notBefore.toSqlTimestamp().getTime() - now.toSqlTimestamp().getTime();
      TimeUnit.MILLISECONDS.sleep(millis + 1);
      now = now();
    }
    return differences(keys, now, now);
  }

  private Timestamp now() {
    try (ReadOnlyTransaction transaction =
        expected.databaseClient().singleUseReadOnlyTransaction()) {
      try (ResultSet rows = transaction.executeQuery(Statement.of("SELECT 1"))) {
        rows.next();
      }
      return transaction.getReadTimestamp();
    }
  }

  /** Returns the rows in the order of the comparison, which may not be the table's own. */
  private Iterator<Struct> rows(SideSnapshot side, KeySet keys) {
    TreeMap<byte[], Struct> rows = new TreeMap<>(KeyOrder::compare);
    try (ResultSet found = side.rows(keys)) {
      while (found.next()) {
        Struct row = found.getCurrentRowAsStruct();
        List<Value> key = new ArrayList<>();
        comparison.getKeyPositions().forEach(position -> key.add(row.getValue(position)));
        rows.put(order.sortKey(key), row);
      }
    }
    return rows.values().iterator();
  }
}
