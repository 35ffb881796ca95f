package dev.lintel.transforms;

import static java.util.Comparator.comparingLong;

import com.google.cloud.spanner.Mutation;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.ValueInSingleWindow;
import org.joda.time.Duration;

/** Outputs the rows of a range in the order of their numbers, each in its own window. */
final class EmitRangeFn
    extends DoFn<KV<Integer, Iterable<KV<Long, ValueInSingleWindow<Mutation>>>>, Mutation> {

  /** How many bytes of rows are put into the order of their numbers at once. */
  static final long ORDERED_BYTES = 16L << 20;

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<KV<Long, ValueInSingleWindow<Mutation>>>> range,
      OutputReceiver<Mutation> out) {
    List<KV<Long, ValueInSingleWindow<Mutation>>> rows = new ArrayList<>();
    long bytes = 0;
    for (KV<Long, ValueInSingleWindow<Mutation>> row : range.getValue()) {
      rows.add(row);
      bytes += MutationBytes.estimate(row.getValue().getValue());
      if (bytes >= ORDERED_BYTES) {
        emit(rows, out);
        rows.clear();
        bytes = 0;
      }
    }
    emit(rows, out);
  }

  private static void emit(
      List<KV<Long, ValueInSingleWindow<Mutation>>> rows, OutputReceiver<Mutation> out) {
    rows.sort(comparingLong(KV::getKey));
    for (KV<Long, ValueInSingleWindow<Mutation>> numbered : rows) {
      ValueInSingleWindow<Mutation> row = numbered.getValue();
      out.outputWindowedValue(
          row.getValue(), row.getTimestamp(), List.of(row.getWindow()), row.getPaneInfo());
    }
  }

  /** Unlimited: each row leaves with its own timestamp, which is before that of the group. */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
