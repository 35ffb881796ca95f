package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.common.collect.Lists;
import dev.lintel.schema.KeyPart;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the rows of children that are deleted along with each row, to make batches of the right
 * size. Reads without locks: rows that are added in between make a commit larger than planned, and
 * Spanner decides whether it is too large. Immutable and thread-safe.
 */
final class CascadedRows {

  /** Spanner takes at most 10 MiB a request, and keys have at most some hundred bytes. */
  private static final int KEYS_A_QUERY = 10_000;

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
      for (List<TargetKey> part : Lists.partition(keys, KEYS_A_QUERY)) {
        for (KeyJoin.Query query : join.queries(part, "", ", COUNT(*)", groups)) {
          long[] counts = retry.call(() -> counts(query), retries);
          for (int i = 0; i < counts.length; i++) {
            query.keys().get(i).addChildren(counts[i] * child.weight());
          }
        }
      }
    }
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
