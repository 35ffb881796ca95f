package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.BufferBudget;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** Collects the mutations of a bundle and commits them when there are enough of them. */
final class WriteRowsFn extends ConnectedDoFn<Mutation, Mutation> {

  /** Enough to sort neighbours together and to keep many commits in flight. */
  private static final int MAX_BUFFERED_ROWS = 20_000;

  /** In memory a row takes several times the bytes of its estimate. */
  private static final long MAX_BUFFERED_BYTES = 16L << 20;

  /** As many commits of {@link BatchLimits#ofSortedRows} as those of the other limits. */
  private static final int MAX_SORTED_ROWS = 4 * MAX_BUFFERED_ROWS;

  private static final long MAX_SORTED_BYTES = 4 * MAX_BUFFERED_BYTES;

  /** Enough to wait for a parent in another part of the bundle. */
  private static final long MAX_HELD_BYTES = MAX_BUFFERED_BYTES;

  /** So much may wait however little memory the other buffers have left for the moment. */
  private static final long MIN_HELD_BYTES = 1L << 20;

  private final SerializedValue<WriteRows> spec;
  private final TupleTag<Mutation> writtenTag;
  private final TupleTag<FailedRecord<Mutation>> failedTag;
  private final WriteMetrics metrics = new WriteMetrics();

  /** Names the step, so that its instances in a process share their {@link FirstSchemas}. */
  private final String id = UUID.randomUUID().toString();

  // Worker scoped.
  private transient WriteRows write;
  private transient int maxBufferedRows;
  private transient long maxBufferedBytes;
  private transient BatchPlanner planner;
  private transient BatchCommitter committer;
  private transient BufferBudget.Share share;
  private transient BufferBudget.Share heldShare;

  // Bundle scoped.
  private transient List<PendingRow> buffer;
  private transient long bufferedBytes;
  private transient BundleWriter writer;

  /** Outputs an element: differently while a bundle is processed and at its end. */
  private abstract class Output implements BundleWriter.Output {
    abstract void failed(PendingRow row, FailedRecord<Mutation> failure);

    @Override
    public final void rejected(PendingRow row, RowError error) {
      metrics.rejected();
      failed(row, error.failureOf(row.mutation()));
    }

    @Override
    public final void sent(BatchOutcome outcome) {
      metrics.sent(outcome, connection());
    }
  }

  WriteRowsFn(
      WriteRows write, TupleTag<Mutation> writtenTag, TupleTag<FailedRecord<Mutation>> failedTag) {
    super(write.getConfig());
    this.spec = SerializedValue.of(write);
    this.writtenTag = writtenTag;
    this.failedTag = failedTag;
  }

  @Override
  protected void onConnected(SpannerConnection connection) throws InterruptedException {
    write = spec.get();
    maxBufferedRows = write.isSortedByKey() ? MAX_SORTED_ROWS : MAX_BUFFERED_ROWS;
    maxBufferedBytes = write.isSortedByKey() ? MAX_SORTED_BYTES : MAX_BUFFERED_BYTES;
    DatabaseSchema first = first(connection);
    planner = new BatchPlanner(first, write.getBatchLimits());
    committer = BatchCommitter.of(write, connection, first);
    share = newShare();
    heldShare = newShare();
  }

  private DatabaseSchema first(SpannerConnection connection) throws InterruptedException {
    DatabaseSchema given = write.getSchema();
    if (given != null) {
      return given;
    }
    DatabaseSchema current = CurrentSchema.of(connection).notOlderThan(CurrentSchema.AT_LEISURE);
    return FirstSchemas.get(id, current);
  }

  @StartBundle
  public void startBundle() throws InterruptedException {
    buffer = new ArrayList<>();
    bufferedBytes = 0;
    share.clear();
    heldShare.clear();
    if (write.getSchema() == null) {
      planWithSchemaOf(CurrentSchema.AT_LEISURE);
    }
    writer = new BundleWriter(planner, committer, connection().commits(), MAX_HELD_BYTES);
  }

  @ProcessElement
  public void process(
      @Element Mutation mutation,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver receiver)
      throws InterruptedException {
    RowOperations.check(mutation.getOperation());
    if (write.isSortedByKey() && mutation.getOperation() == Mutation.Op.DELETE) {
      throw new IllegalArgumentException(
          "sortedByKey() takes no deletes, but there is one of "
              + mutation.getTable()
              + ": write deletes without it, or use DeleteRows");
    }
    var row = new PendingRow(write.getMode().apply(mutation), timestamp, window, pane);
    buffer.add(row);
    long bytes = MutationBytes.estimate(mutation);
    bufferedBytes += bytes;
    share.add(bytes);
    if (buffer.size() < maxBufferedRows && bufferedBytes < maxBufferedBytes && !share.isFull()) {
      return;
    }
    writeBuffer(
        new Output() {
          @Override
          public void written(PendingRow row) {
            receiver
                .get(writtenTag)
                .outputWindowedValue(
                    row.mutation(), row.timestamp(), List.of(row.window()), row.pane());
          }

          @Override
          void failed(PendingRow row, FailedRecord<Mutation> failure) {
            receiver
                .get(failedTag)
                .outputWindowedValue(failure, row.timestamp(), List.of(row.window()), row.pane());
          }
        });
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    var output =
        new Output() {
          @Override
          public void written(PendingRow row) {
            context.output(row.mutation(), row.timestamp(), row.window());
          }

          @Override
          void failed(PendingRow row, FailedRecord<Mutation> failure) {
            context.output(failedTag, failure, row.timestamp(), row.window());
          }
        };
    writeBuffer(output);
    writer.finish(output);
    heldShare.clear();
    ConnectionMetrics.report();
  }

  private void writeBuffer(BundleWriter.Output output) throws InterruptedException {
    List<PendingRow> rows = buffer;
    buffer = new ArrayList<>();
    if (rows.stream().anyMatch(row -> !planner.knows(row.mutation().getTable()))) {
      planWithSchemaOf(CurrentSchema.WHEN_SUSPECTED);
    }
    writer.write(rows, planner, output);
    bufferedBytes = 0;
    share.clear();
    shareHeld();
    if (heldShare.isFull() && writer.heldBytes() > MIN_HELD_BYTES) {
      // Else little would be left for the buffers, here and elsewhere.
      writer.releaseHeld(output);
      shareHeld();
    }
  }

  /**
   * The rows that are held stay in memory until they are decided. They have a share of their own,
   * because they do not make the buffer of the rows to write next any fuller.
   */
  private void shareHeld() {
    heldShare.clear();
    heldShare.add(writer.heldBytes());
  }

  private void planWithSchemaOf(Duration age) throws InterruptedException {
    DatabaseSchema current = CurrentSchema.of(connection()).notOlderThan(age);
    if (current != planner.schema() && !current.equals(planner.schema())) {
      planner = new BatchPlanner(current, write.getBatchLimits());
    }
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
