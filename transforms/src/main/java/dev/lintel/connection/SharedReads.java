package dev.lintel.connection;

import com.google.api.core.ApiFuture;
import com.google.cloud.spanner.AsyncResultSet;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.MapMaker;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads of the client that go through {@link GuardedRequests}. Asynchronous ones are the caller's
 * own to limit. As thread-safe as the client's.
 */
class SharedReads<C extends ReadContext> implements ReadContext {
  private final C reads;
  private final GuardedRequests requests;

  /** Those that somebody still has. */
  private final Set<StallGuard> guards =
      Collections.newSetFromMap(new MapMaker().weakKeys().makeMap());

  SharedReads(C reads, GuardedRequests requests) {
    this.reads = reads;
    this.requests = requests;
  }

  final C reads() {
    return reads;
  }

  final GuardedRequests requests() {
    return requests;
  }

  /** Opens a stream that ends with this. */
  final ResultSet rows(String what, Supplier<ResultSet> open) {
    ResultSet rows = requests.rows(what, open);
    if (rows instanceof StallGuard guard) {
      guards.add(guard);
    }
    return rows;
  }

  @Override
  public ResultSet read(
      String table, KeySet keys, Iterable<String> columns, ReadOption... options) {
    return rows("StreamingRead of " + table, () -> reads.read(table, keys, columns, options));
  }

  @Override
  public AsyncResultSet readAsync(
      String table, KeySet keys, Iterable<String> columns, ReadOption... options) {
    return reads.readAsync(table, keys, columns, options);
  }

  @Override
  public ResultSet readUsingIndex(
      String table, String index, KeySet keys, Iterable<String> columns, ReadOption... options) {
    return rows(
        "StreamingRead of " + table,
        () -> reads.readUsingIndex(table, index, keys, columns, options));
  }

  @Override
  public AsyncResultSet readUsingIndexAsync(
      String table, String index, KeySet keys, Iterable<String> columns, ReadOption... options) {
    return reads.readUsingIndexAsync(table, index, keys, columns, options);
  }

  @Override
  public @Nullable Struct readRow(String table, Key key, Iterable<String> columns) {
    return requests.answer("StreamingRead of " + table, () -> reads.readRow(table, key, columns));
  }

  @Override
  public ApiFuture<Struct> readRowAsync(String table, Key key, Iterable<String> columns) {
    return reads.readRowAsync(table, key, columns);
  }

  @Override
  public @Nullable Struct readRowUsingIndex(
      String table, String index, Key key, Iterable<String> columns) {
    return requests.answer(
        "StreamingRead of " + table, () -> reads.readRowUsingIndex(table, index, key, columns));
  }

  @Override
  public ApiFuture<Struct> readRowUsingIndexAsync(
      String table, String index, Key key, Iterable<String> columns) {
    return reads.readRowUsingIndexAsync(table, index, key, columns);
  }

  @Override
  public ResultSet executeQuery(Statement statement, QueryOption... options) {
    // Without its SQL, which may have values of rows.
    return rows("ExecuteStreamingSql", () -> reads.executeQuery(statement, options));
  }

  @Override
  public AsyncResultSet executeQueryAsync(Statement statement, QueryOption... options) {
    return reads.executeQueryAsync(statement, options);
  }

  @Override
  public ResultSet analyzeQuery(Statement statement, QueryAnalyzeMode queryMode) {
    return rows("ExecuteStreamingSql", () -> reads.analyzeQuery(statement, queryMode));
  }

  @Override
  public void close() {
    try {
      reads.close();
    } finally {
      guards.forEach(StallGuard::end);
    }
  }
}
