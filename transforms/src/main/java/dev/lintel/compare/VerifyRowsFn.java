package dev.lintel.compare;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Struct;
import com.google.common.base.Throwables;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.collect.Streams;
import com.google.protobuf.ByteString;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.BufferBudget;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.Deadline;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.MutationBytes;
import dev.lintel.transforms.RequestOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** Collects the mutations of a bundle, reads their rows and compares them. */
final class VerifyRowsFn extends ConnectedDoFn<Mutation, Mutation> {
  private static final int MAX_BUFFERED_ROWS = 5_000;
  private static final long MAX_BUFFERED_BYTES = 8L << 20;

  /** Enough to make the time of a request small against that of its rows. */
  private static final int KEYS_A_REQUEST = 500;

  private final SerializedValue<DatabaseSchema> schema;
  private final RequestOptions requestOptions;
  private final TupleTag<Mutation> verifiedTag;
  private final TupleTag<FailedRecord<Mutation>> failedTag;

  // Worker scoped.
  private transient Map<String, WrittenTable> tables;
  private transient BufferBudget.Share share;

  // Bundle scoped.
  private transient List<Pending> buffer;

  /** A mutation with the place of its element. */
  private record Pending(Mutation row, Instant timestamp, BoundedWindow window, PaneInfo pane) {}

  /** Outputs an element: differently while a bundle is processed and at its end. */
  private interface Output {
    void verified(Pending pending);

    void failed(Pending pending, FailedRecord<Mutation> failure);
  }

  VerifyRowsFn(
      VerifyRows spec, TupleTag<Mutation> verifiedTag, TupleTag<FailedRecord<Mutation>> failedTag) {
    super(spec.getConfig());
    this.schema = SerializedValue.of(spec.getSchema());
    this.requestOptions = spec.getRequestOptions();
    this.verifiedTag = verifiedTag;
    this.failedTag = failedTag;
  }

  @Override
  protected void onConnected(SpannerConnection connection) {
    tables = new HashMap<>();
    share = newShare();
  }

  @StartBundle
  public void startBundle() {
    buffer = new ArrayList<>();
    share.clear();
  }

  @ProcessElement
  public void process(
      @Element Mutation row,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver receiver)
      throws InterruptedException {
    buffer.add(new Pending(row, timestamp, window, pane));
    share.add(MutationBytes.estimate(row));
    if (buffer.size() < MAX_BUFFERED_ROWS
        && share.bytes() < MAX_BUFFERED_BYTES
        && !share.isFull()) {
      return;
    }
    verify(
        new Output() {
          @Override
          public void verified(Pending pending) {
            receiver
                .get(verifiedTag)
                .outputWindowedValue(
                    pending.row(), pending.timestamp(), List.of(pending.window()), pending.pane());
          }

          @Override
          public void failed(Pending pending, FailedRecord<Mutation> failure) {
            receiver
                .get(failedTag)
                .outputWindowedValue(
                    failure, pending.timestamp(), List.of(pending.window()), pending.pane());
          }
        });
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    verify(
        new Output() {
          @Override
          public void verified(Pending pending) {
            context.output(pending.row(), pending.timestamp(), pending.window());
          }

          @Override
          public void failed(Pending pending, FailedRecord<Mutation> failure) {
            context.output(failedTag, failure, pending.timestamp(), pending.window());
          }
        });
    ConnectionMetrics.report();
  }

  private record Request(
      List<Pending> rows, CompletableFuture<Map<ByteString, Struct>> found, WrittenTable table) {

    Map<ByteString, Struct> await() throws InterruptedException {
      try {
        return found.get();
      } catch (ExecutionException e) {
        Throwables.throwIfUnchecked(e.getCause());
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private void verify(Output output) throws InterruptedException {
    Map<String, List<Pending>> byTable = new HashMap<>();
    for (Pending pending : buffer) {
      byTable.computeIfAbsent(pending.row().getTable(), unused -> new ArrayList<>()).add(pending);
    }
    buffer = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    for (Map.Entry<String, List<Pending>> ofTable : byTable.entrySet()) {
      WrittenTable table =
          tables.computeIfAbsent(
              ofTable.getKey(),
              name ->
                  new WrittenTable(
                      schema.get().getDialect(),
                      schema
                          .get()
                          .findTable(name)
                          .orElseThrow(
                              () -> new IllegalArgumentException("There is no table " + name))));
      List<Pending> byKey = new ArrayList<>();
      for (Pending pending : ofTable.getValue()) {
        if (deletesRanges(pending.row())) {
          requests.add(request(table, List.of(pending), () -> readOneOf(table, pending.row())));
        } else {
          byKey.add(pending);
        }
      }
      for (List<Pending> rows : Lists.partition(byKey, KEYS_A_REQUEST)) {
        requests.add(request(table, rows, () -> read(table, rows)));
      }
    }
    for (Request request : requests) {
      Map<ByteString, Struct> found = request.await();
      request.rows().forEach(row -> compare(request.table(), row, found, output));
    }
    share.clear();
  }

  private Request request(
      WrittenTable table, List<Pending> rows, Callable<Map<ByteString, Struct>> read)
      throws InterruptedException {
    return new Request(rows, connection().requests().submit(read), table);
  }

  private static boolean deletesRanges(Mutation row) {
    return row.getOperation() == Mutation.Op.DELETE
        && (row.getKeySet().isAll() || !Iterables.isEmpty(row.getKeySet().getRanges()));
  }

  private Map<ByteString, Struct> read(WrittenTable table, List<Pending> rows) {
    List<Mutation> mutations = rows.stream().map(Pending::row).toList();
    KeySet.Builder keys = KeySet.newBuilder();
    for (Mutation row : mutations) {
      if (row.getOperation() == Mutation.Op.DELETE) {
        row.getKeySet().getKeys().forEach(keys::addKey);
      } else {
        table.key(row).ifPresent(keys::addKey);
      }
    }
    return read(table, keys.build(), table.columns(mutations), requestOptions.forRead());
  }

  /** Reads a row that the mutation should have deleted, if there is one: one shows enough. */
  private Map<ByteString, Struct> readOneOf(WrittenTable table, Mutation delete) {
    ReadOption[] options =
        Stream.concat(requestOptions.stream(), Stream.of(Options.limit(1)))
            .toArray(ReadOption[]::new);
    return read(table, delete.getKeySet(), table.keyColumns(), options);
  }

  private Map<ByteString, Struct> read(
      WrittenTable table, KeySet keys, List<String> columns, ReadOption... options) {
    return Deadline.within(
        connection().config().totalDeadline(),
        () -> {
          Map<ByteString, Struct> found = new HashMap<>();
          try (ResultSet read =
              connection()
                  .databaseClient()
                  .singleUse()
                  .read(table.name(), keys, columns, options)) {
            while (read.next()) {
              Struct row = read.getCurrentRowAsStruct();
              found.put(table.place(row), row);
            }
          }
          return found;
        });
  }

  private static void compare(
      WrittenTable table, Pending pending, Map<ByteString, Struct> found, Output output) {
    Mutation row = pending.row();
    if (row.getOperation() == Mutation.Op.DELETE) {
      compareDeleted(table, pending, found, output);
      return;
    }
    if (table.key(row).isEmpty()) {
      fail(pending, "the row cannot be read again, because the server has made its key", output);
      return;
    }
    Struct read = found.get(table.place(row));
    if (read == null) {
      fail(pending, "the row was written, and is not there when it is read again", output);
      return;
    }
    List<String> different = table.differences(row, read);
    if (different.isEmpty()) {
      output.verified(pending);
    } else {
      fail(
          pending,
          "the row was written, and differs when it is read again, in "
              + String.join(", ", different),
          output);
    }
  }

  private static void compareDeleted(
      WrittenTable table, Pending pending, Map<ByteString, Struct> found, Output output) {
    Mutation delete = pending.row();
    boolean isThere =
        deletesRanges(delete)
            ? !found.isEmpty()
            : Streams.stream(delete.getKeySet().getKeys())
                .anyMatch(key -> found.containsKey(table.place(key)));
    if (isThere) {
      fail(pending, "a row was deleted, and is there when it is read again", output);
    } else {
      output.verified(pending);
    }
  }

  private static void fail(Pending pending, String reason, Output output) {
    output.failed(
        pending,
        FailedRecord.of(pending.row().getTable(), pending.row(), ErrorCode.DATA_LOSS, reason));
  }

  /**
   * Unlimited: rows leave with their own timestamps while a row with another timestamp is
   * processed. This makes no row late, because the bundle as a whole holds the watermark back.
   */
  @Override
  @SuppressWarnings("deprecation")
  public org.joda.time.Duration getAllowedTimestampSkew() {
    return org.joda.time.Duration.millis(Long.MAX_VALUE);
  }
}
