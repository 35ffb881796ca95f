package dev.lintel.transforms;

import dev.lintel.coders.KeyCoder;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.BufferBudget;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerLineage;
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

/** Collects the keys of a bundle and deletes their rows when there are enough of them. */
// The element type is qualified, because DoFn has a nested class Key.
final class DeleteRowsFn
    extends ConnectedDoFn<com.google.cloud.spanner.Key, com.google.cloud.spanner.Key> {

  /** Enough to sort neighbours together and to keep many commits in flight. */
  private static final int MAX_BUFFERED_KEYS = 20_000;

  private static final long MAX_BUFFERED_BYTES = 16L << 20;

  private final SerializedValue<DeleteRows> spec;
  private final TupleTag<com.google.cloud.spanner.Key> deletedTag;
  private final TupleTag<com.google.cloud.spanner.Key> changedTag;
  private final TupleTag<FailedRecord<com.google.cloud.spanner.Key>> failedTag;
  private final DeleteMetrics metrics = new DeleteMetrics();
  private final ElementBytes<com.google.cloud.spanner.Key> keyBytes =
      new ElementBytes<>(KeyCoder.of());

  /** Names the step, so that its threads in a process share one throttle. */
  private final String id = UUID.randomUUID().toString();

  // Worker scoped.
  private transient DeleteRows delete;
  private transient DatabaseSchema schema;
  private transient DeleteTarget target;
  private transient BufferBudget.Share share;

  // Bundle scoped.
  private transient List<PendingKey> buffer;
  private transient BundleDeleter deleter;

  /** Outputs an element: differently while a bundle is processed and at its end. */
  private abstract class Output implements BundleDeleter.Output {
    abstract <T> void output(TupleTag<T> tag, T element, PendingKey key);

    @Override
    public final void deleted(PendingKey key) {
      metrics.deleted();
      output(deletedTag, key.key(), key);
    }

    @Override
    public final void changed(PendingKey key) {
      metrics.changed();
      output(changedTag, key.key(), key);
    }

    @Override
    public final void rejected(PendingKey key, RowError error) {
      metrics.rejected();
      output(
          failedTag,
          FailedRecord.of(target.table().getName(), key.key(), error.code(), error.message()),
          key);
    }

    @Override
    public final void sent(DeleteOutcome outcome) {
      metrics.sent(outcome);
      if (!outcome.deleted().isEmpty()) {
        SpannerLineage.written(connection(), target.table().getName());
      }
    }

    @Override
    public final void waited(Duration time) {
      metrics.waited(time);
    }
  }

  DeleteRowsFn(
      DeleteRows delete,
      TupleTag<com.google.cloud.spanner.Key> deletedTag,
      TupleTag<com.google.cloud.spanner.Key> changedTag,
      TupleTag<FailedRecord<com.google.cloud.spanner.Key>> failedTag) {
    super(delete.getConfig());
    this.spec = SerializedValue.of(delete);
    this.deletedTag = deletedTag;
    this.changedTag = changedTag;
    this.failedTag = failedTag;
  }

  @Override
  protected void onConnected(SpannerConnection connection) {
    delete = spec.get();
    share = newShare();
  }

  @StartBundle
  public void startBundle() throws InterruptedException {
    buffer = new ArrayList<>();
    share.clear();
    DatabaseSchema given = delete.getSchema();
    DatabaseSchema current =
        given != null
            ? given
            : CurrentSchema.of(connection()).notOlderThan(CurrentSchema.AT_LEISURE);
    if (target == null || !current.equals(schema)) {
      target = DeleteTarget.of(current, delete.getTable());
      schema = current;
    }
    DeleteThrottle throttle =
        connection()
            .attached(DeleteThrottle.OfProcess.class, DeleteThrottle.OfProcess::new)
            .of(id, delete);
    deleter = new BundleDeleter(connection(), target, delete, throttle, RetryClock.SYSTEM);
  }

  @ProcessElement
  public void process(
      @Element com.google.cloud.spanner.Key key,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver receiver)
      throws InterruptedException {
    buffer.add(new PendingKey(key, timestamp, window, pane));
    share.add(keyBytes.estimate(key));
    if (buffer.size() < MAX_BUFFERED_KEYS
        && share.bytes() < MAX_BUFFERED_BYTES
        && !share.isFull()) {
      return;
    }
    deleteBuffer(
        new Output() {
          @Override
          <T> void output(TupleTag<T> tag, T element, PendingKey pending) {
            receiver
                .get(tag)
                .outputWindowedValue(
                    element, pending.timestamp(), List.of(pending.window()), pending.pane());
          }
        });
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    deleteBuffer(
        new Output() {
          @Override
          <T> void output(TupleTag<T> tag, T element, PendingKey pending) {
            context.output(tag, element, pending.timestamp(), pending.window());
          }
        });
    ConnectionMetrics.report();
  }

  private void deleteBuffer(BundleDeleter.Output output) throws InterruptedException {
    List<PendingKey> keys = buffer;
    buffer = new ArrayList<>();
    deleter.delete(keys, output);
    share.clear();
  }

  /**
   * Unlimited: keys leave with their own timestamps while a key with another timestamp is
   * processed. This makes no key late, because the bundle as a whole holds the watermark back.
   */
  @Override
  @SuppressWarnings("deprecation")
  public org.joda.time.Duration getAllowedTimestampSkew() {
    return org.joda.time.Duration.millis(Long.MAX_VALUE);
  }
}
