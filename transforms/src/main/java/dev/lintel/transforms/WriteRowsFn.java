package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** Collects the mutations of a bundle and commits them when there are enough of them. */
final class WriteRowsFn extends ConnectedDoFn<Mutation, Mutation> {

  /** Enough to sort neighbours together and to keep many commits in flight. */
  private static final int MAX_BUFFERED_ROWS = 20_000;

  /** With the rows in flight, each thread of a worker buffers at most twice that. */
  private static final long MAX_BUFFERED_BYTES = 16L << 20;

  /**
   * A schema that changes meanwhile is noticed sooner, by what rows name and by rejected commits.
   */
  private static final Duration FACTS_AGE = Duration.ofMinutes(5);

  private final WriteMode mode;
  private final CommitOptions options;
  private final BatchLimits limits;
  private final RetryPolicy retryPolicy;
  private final @Nullable DatabaseSchema schema;
  private final TupleTag<Mutation> writtenTag;
  private final TupleTag<FailedRecord<Mutation>> failedTag;

  private final Counter commits = Metrics.counter(WriteRows.class, "commits");
  private final Counter rowsWritten = Metrics.counter(WriteRows.class, "rows_written");
  private final Counter rowsFailed = Metrics.counter(WriteRows.class, "rows_failed");
  private final Counter retries = Metrics.counter(WriteRows.class, "retries");
  private final Distribution commitLatency =
      Metrics.distribution(WriteRows.class, "commit_latency_ms");

  // Worker scoped.
  private transient BatchPlanner planner;
  private transient BatchCommitter committer;

  // Bundle scoped.
  private transient List<PendingRow> buffer;
  private transient long bufferedBytes;
  private transient BundleWriter writer;

  /** Outputs an element: differently while a bundle is processed and at its end. */
  private abstract class Output implements BundleWriter.Output {
    abstract void failed(PendingRow row, FailedRecord<Mutation> failure);

    @Override
    public final void rejected(PendingRow row, RowError error) {
      rowsFailed.inc();
      failed(
          row,
          FailedRecord.of(
              row.mutation().getTable(), row.mutation(), error.code(), error.message()));
    }

    @Override
    public final void sent(BatchOutcome outcome) {
      commits.inc(outcome.latencies().size());
      rowsWritten.inc(outcome.written().size());
      retries.inc(outcome.retries().sum());
      for (Duration latency : outcome.latencies()) {
        commitLatency.update(latency.toMillis());
      }
    }
  }

  WriteRowsFn(
      WriteRows spec, TupleTag<Mutation> writtenTag, TupleTag<FailedRecord<Mutation>> failedTag) {
    super(spec.getConfig());
    this.mode = spec.getMode();
    this.options = spec.getCommitOptions();
    this.limits = spec.getBatchLimits();
    this.retryPolicy = spec.getRetryPolicy();
    this.schema = spec.getSchema();
    this.writtenTag = writtenTag;
    this.failedTag = failedTag;
  }

  @Override
  protected void onConnected(SpannerConnection connection) throws InterruptedException {
    DatabaseSchema first = schema != null ? schema : currentSchema(FACTS_AGE);
    planner = new BatchPlanner(first, limits);
    committer =
        new BatchCommitter(
            connection,
            options,
            new Retry(retryPolicy, RetryClock.SYSTEM),
            new SchemaFaults(first, this::currentSchema));
  }

  @StartBundle
  public void startBundle() throws InterruptedException {
    buffer = new ArrayList<>();
    bufferedBytes = 0;
    if (schema == null) {
      planWith(currentSchema(FACTS_AGE));
    }
    writer = new BundleWriter(planner, committer, connection().commits());
  }

  @ProcessElement
  public void process(
      @Element Mutation mutation,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver receiver)
      throws InterruptedException {
    var row = new PendingRow(mode.apply(mutation), timestamp, window, pane);
    buffer.add(row);
    bufferedBytes += MutationBytes.estimate(mutation);
    if (buffer.size() < MAX_BUFFERED_ROWS && bufferedBytes < MAX_BUFFERED_BYTES) {
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
    ConnectionMetrics.report();
  }

  private void writeBuffer(BundleWriter.Output output) throws InterruptedException {
    List<PendingRow> rows = buffer;
    buffer = new ArrayList<>();
    bufferedBytes = 0;
    if (rows.stream().anyMatch(row -> !planner.knows(row.mutation().getTable()))) {
      planWith(currentSchema(SchemaFaults.WHEN_SUSPECTED));
    }
    writer.write(rows, planner, output);
  }

  private void planWith(DatabaseSchema current) {
    if (current != planner.schema() && !current.equals(planner.schema())) {
      planner = new BatchPlanner(current, limits);
    }
  }

  private DatabaseSchema currentSchema(Duration notOlderThan) throws InterruptedException {
    return connection()
        .recent(
            DatabaseSchema.class, notOlderThan, self -> SchemaReader.read(self.databaseClient()));
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
