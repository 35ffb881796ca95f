package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableMap;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.BufferBudget;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerLineage;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** Collects the elements of a bundle and applies them when there are enough of them. */
final class TransactRowsFn<T> extends ConnectedDoFn<T, AppliedElement<T>> {

  /** Enough to keep many transactions in flight. */
  private static final int MAX_BUFFERED_ELEMENTS = 10_000;

  private static final long MAX_BUFFERED_BYTES = 16L << 20;

  private final SerializedValue<TransactRows<T>> spec;
  private final TupleTag<AppliedElement<T>> appliedTag;
  private final TupleTag<AppliedElement<T>> duplicatesTag;
  private final TupleTag<FailedRecord<T>> failedTag;
  private final ElementBytes<T> elementBytes;
  private final TransactMetrics metrics = new TransactMetrics();

  // Worker scoped.
  private transient TransactRows<T> transact;
  private transient @Nullable TransactPlan plan;
  private transient BufferBudget.Share share;
  private transient TransactionBytes bytes;

  // Bundle scoped.
  private transient List<PendingElement<T>> buffer;
  private transient int arrivals;
  private transient BundleTransactor<T> transactor;

  /** Outputs an element: differently while a bundle is processed and at its end. */
  private abstract class Output implements BundleTransactor.Output<T> {
    abstract <E> void output(TupleTag<E> tag, E element, PendingElement.Place place);

    @Override
    public final void applied(PendingElement<T> element, com.google.cloud.Timestamp committedAt) {
      metrics.applied();
      output(appliedTag, AppliedElement.of(element.element(), committedAt), element.place());
    }

    @Override
    public final void duplicate(PendingElement<T> element, com.google.cloud.Timestamp committedAt) {
      metrics.duplicate();
      output(duplicatesTag, AppliedElement.of(element.element(), committedAt), element.place());
    }

    @Override
    public final void rejected(PendingElement<T> element, RowError error) {
      rejected(element.element(), element.place(), error);
    }

    final void rejected(T element, PendingElement.Place place, RowError error) {
      metrics.rejected();
      output(
          failedTag,
          FailedRecord.of(failureTable(), element, error.code(), error.message()),
          place);
    }

    @Override
    public final void sent(TransactOutcome<T> outcome) {
      metrics.sent(outcome);
      for (String table : outcome.readTables()) {
        SpannerLineage.read(connection(), table);
      }
      for (String table : outcome.writtenTables()) {
        SpannerLineage.written(
            connection(), plan.schema().findTable(table).map(Table::getName).orElse(table));
      }
    }
  }

  TransactRowsFn(
      TransactRows<T> transact,
      TupleTag<AppliedElement<T>> appliedTag,
      TupleTag<AppliedElement<T>> duplicatesTag,
      TupleTag<FailedRecord<T>> failedTag,
      Coder<T> coder) {
    super(transact.getConfig());
    this.spec = SerializedValue.of(transact);
    this.appliedTag = appliedTag;
    this.duplicatesTag = duplicatesTag;
    this.failedTag = failedTag;
    this.elementBytes = new ElementBytes<>(coder);
  }

  @Override
  protected void onConnected(SpannerConnection connection) throws InterruptedException {
    transact = spec.get();
    share = newShare();
    bytes = new TransactionBytes();
    replan(connection);
  }

  @StartBundle
  public void startBundle() throws InterruptedException {
    buffer = new ArrayList<>();
    arrivals = 0;
    share.clear();
    replan(connection());
    transactor = new BundleTransactor<>(connection(), plan, transact, RetryClock.SYSTEM, bytes);
  }

  private void replan(SpannerConnection connection) throws InterruptedException {
    DatabaseSchema given = transact.getSchema();
    if (given != null) {
      plan = plan == null ? TransactPlan.of(given, transact) : plan;
      return;
    }
    DatabaseSchema current = CurrentSchema.of(connection).notOlderThan(CurrentSchema.AT_LEISURE);
    // By identity: what is forgotten later has to be what the connection holds.
    if (plan != null && current == plan.schema()) {
      return;
    }
    try {
      plan = TransactPlan.of(current, transact);
    } catch (IllegalArgumentException e) {
      // The table or the column may be newer than the schema.
      connection.forget(DatabaseSchema.class, current);
      plan =
          TransactPlan.of(
              CurrentSchema.of(connection).notOlderThan(CurrentSchema.AT_LEISURE), transact);
    }
  }

  @ProcessElement
  public void process(
      @Element T element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver receiver)
      throws InterruptedException {
    var output =
        new Output() {
          @Override
          <E> void output(TupleTag<E> tag, E value, PendingElement.Place place) {
            receiver
                .get(tag)
                .outputWindowedValue(
                    value, place.timestamp(), List.of(place.window()), place.pane());
          }
        };
    var place = new PendingElement.Place(timestamp, window, pane);
    try {
      buffer.add(pending(element, place));
    } catch (RuntimeException e) {
      // A function of the user does not understand this element; the others are not affected.
      output.rejected(element, place, FunctionErrors.of(ErrorCode.INVALID_ARGUMENT, e));
      return;
    }
    share.add(elementBytes.estimate(element));
    if (buffer.size() >= MAX_BUFFERED_ELEMENTS
        || share.bytes() >= MAX_BUFFERED_BYTES
        || share.isFull()) {
      transactBuffer(output);
    }
  }

  private PendingElement<T> pending(T element, PendingElement.Place place) {
    String id = transact.getId().apply(element);
    checkArgument(id != null && !id.isEmpty(), "The element has no id");
    ImmutableMap<RowId, com.google.cloud.spanner.Key> rows =
        plan.rowsOf(element, transact.getReads());
    return new PendingElement<>(element, place, arrivals++, id, rows, plan.ownRows(rows.keySet()));
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    transactBuffer(
        new Output() {
          @Override
          <E> void output(TupleTag<E> tag, E value, PendingElement.Place place) {
            context.output(tag, value, place.timestamp(), place.window());
          }
        });
    ConnectionMetrics.report();
  }

  private void transactBuffer(Output output) throws InterruptedException {
    List<PendingElement<T>> elements = buffer;
    buffer = new ArrayList<>();
    try {
      transactor.transact(elements, output);
    } catch (SpannerException e) {
      if (MissingSchemaObject.isCauseOf(e)) {
        // The next attempt says what is missing.
        connection().forget(DatabaseSchema.class, plan.schema());
      }
      throw e;
    }
    share.clear();
  }

  /** The table of a failed record: that of the rows that are read first, or of the ids. */
  private String failureTable() {
    return plan.reads().isEmpty() ? plan.ids().table() : plan.reads().get(0).table().getName();
  }

  /**
   * Unlimited: elements leave with their own timestamps while an element with another timestamp is
   * processed. This makes no element late, because the bundle as a whole holds the watermark back.
   */
  @Override
  @SuppressWarnings("deprecation")
  public org.joda.time.Duration getAllowedTimestampSkew() {
    return org.joda.time.Duration.millis(Long.MAX_VALUE);
  }
}
