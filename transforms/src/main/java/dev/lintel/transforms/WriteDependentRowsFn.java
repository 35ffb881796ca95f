package dev.lintel.transforms;

import static java.util.Comparator.comparingLong;
import static java.util.Objects.requireNonNull;

import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.ValueInSingleWindow;
import org.joda.time.Duration;

/** Writes each group of rows as {@link WriteRows} writes a bundle, with more rows at once. */
final class WriteDependentRowsFn
    extends ConnectedDoFn<KV<String, Iterable<KV<Long, ValueInSingleWindow<Mutation>>>>, Mutation> {

  private final SerializedValue<WriteRows> spec;

  /** How many bytes of rows may wait; half as many are put in order at once. */
  private final long maxBytes;

  private final TupleTag<Mutation> writtenTag;
  private final TupleTag<FailedRecord<Mutation>> failedTag;
  private final WriteMetrics metrics = new WriteMetrics();

  // Worker scoped.
  private transient WriteRows write;
  private transient BatchPlanner planner;
  private transient BatchCommitter committer;

  /**
   * @param write has a schema
   */
  WriteDependentRowsFn(
      WriteRows write,
      long maxBytes,
      TupleTag<Mutation> writtenTag,
      TupleTag<FailedRecord<Mutation>> failedTag) {
    super(write.getConfig());
    this.spec = SerializedValue.of(write);
    this.maxBytes = maxBytes;
    this.writtenTag = writtenTag;
    this.failedTag = failedTag;
  }

  @Override
  protected void onConnected(SpannerConnection connection) {
    write = spec.get();
    DatabaseSchema schema = requireNonNull(write.getSchema());
    planner = new BatchPlanner(schema, write.getBatchLimits());
    committer = BatchCommitter.of(write, connection, schema);
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<KV<Long, ValueInSingleWindow<Mutation>>>> group,
      MultiOutputReceiver out)
      throws InterruptedException {
    var output =
        new BundleWriter.Output() {
          @Override
          public void written(PendingRow row) {
            emit(out.get(writtenTag), row.mutation(), row);
          }

          @Override
          public void rejected(PendingRow row, RowError error) {
            metrics.rejected();
            emit(out.get(failedTag), error.failureOf(row.mutation()), row);
          }

          @Override
          public void sent(BatchOutcome outcome) {
            metrics.sent(outcome, connection());
          }
        };
    var writer = new BundleWriter(planner, committer, connection().commits(), maxBytes);
    List<KV<Long, ValueInSingleWindow<Mutation>>> rows = new ArrayList<>();
    long bytes = 0;
    for (KV<Long, ValueInSingleWindow<Mutation>> row : group.getValue()) {
      rows.add(row);
      bytes += MutationBytes.estimate(row.getValue().getValue());
      if (bytes >= maxBytes / 2) {
        writer.write(pending(rows), planner, output);
        rows = new ArrayList<>();
        bytes = 0;
      }
    }
    writer.write(pending(rows), planner, output);
    writer.finish(output);
    ConnectionMetrics.report();
  }

  private List<PendingRow> pending(List<KV<Long, ValueInSingleWindow<Mutation>>> rows) {
    return rows.stream()
        .sorted(comparingLong(KV::getKey))
        .map(KV::getValue)
        .map(
            row ->
                new PendingRow(
                    write.getMode().apply(row.getValue()),
                    row.getTimestamp(),
                    row.getWindow(),
                    row.getPaneInfo()))
        .toList();
  }

  private static <T> void emit(OutputReceiver<T> out, T element, PendingRow row) {
    out.outputWindowedValue(element, row.timestamp(), List.of(row.window()), row.pane());
  }

  /** Unlimited: each row leaves with its own timestamp, which is before that of the group. */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
