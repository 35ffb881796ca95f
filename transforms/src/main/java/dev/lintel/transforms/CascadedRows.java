package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Options.QueryOption;
import dev.lintel.schema.KeyPart;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the rows of children that are deleted along with each row, to make batches of the right
 * size. Reads without locks: rows that are added in between make a commit larger than planned, and
 * Spanner decides whether it is too large. Immutable and thread-safe.
 */
final class CascadedRows {

  /** What a key takes besides its bytes in the table's order: its position, and numbers as text. */
  private static final int OVERHEAD = 64;

  /** Of keys; Spanner takes at most 10 MiB a request, and a key may have 8 KiB. */
  private static final long BYTES_A_QUERY = 1 << 20;

  private final DatabaseClient client;
  private final DeleteTarget target;
  private final QueryOption[] options;
  private final Retry retry;

  CascadedRows(DatabaseClient client, DeleteTarget target, RequestOptions options, Retry retry) {
    this.client = client;
    this.target = target;
    this.options = options.stream().toArray(QueryOption[]::new);
    this.retry = retry;
  }

  /** Adds to each key what the rows of its children weigh. */
  void weigh(List<TargetKey> keys, LongAdder retries) throws InterruptedException {
    for (DeleteTarget.Cascaded child : target.cascaded()) {
      var join =
          new KeyJoin(
              target.dialect(),
              target.key(),
              child.table().getName(),
              child.table().getPrimaryKey().stream().map(KeyPart::getColumn).toList());
      String groups = " GROUP BY " + KeyJoin.position(target.dialect());
      int from = 0;
      while (from < keys.size()) {
        List<TargetKey> part = keys.subList(from, endOfPart(keys, from));
        from += part.size();
        for (KeyJoin.Query query : join.queries(part, "", ", COUNT(*)", groups)) {
          long[] counts = retry.call(() -> counts(query), retries);
          for (int i = 0; i < counts.length; i++) {
            query.keys().get(i).addChildren(counts[i] * child.weight());
          }
        }
      }
    }
  }

  private static int endOfPart(List<TargetKey> keys, int from) {
    long bytes = 0;
    int end = from;
    while (end < keys.size() && (end == from || bytes < BYTES_A_QUERY)) {
      bytes += OVERHEAD + keys.get(end).place().size();
      end++;
    }
    return end;
  }

  private long[] counts(KeyJoin.Query query) {
    long[] counts = new long[query.keys().size()];
    try (var transaction = client.singleUse();
        var rows = transaction.executeQuery(query.statement(), options)) {
      while (rows.next()) {
        counts[(int) rows.getLong(0) - 1] = rows.getLong(1);
      }
    }
    return counts;
  }
}
