package dev.lintel.compare;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.TwiceConnectedDoFn;
import dev.lintel.transforms.RequestOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** Collects the keys of a bundle, waits if it is too early, and compares their rows again. */
final class RecheckFn extends TwiceConnectedDoFn<RowDifference, RowDifference> {
  /** As many keys as a read takes without its request growing beyond some hundred kilobytes. */
  static final int MAX_KEYS = 500;

  /**
   * Of the rows when they were compared first; those of both sides are held when they are again.
   */
  private static final long MAX_BYTES = 8L << 20;

  private final SerializedValue<ImmutableMap<String, TableComparison>> tables;
  private final com.google.cloud.Timestamp notBefore;
  private final RequestOptions options;

  private final Counter rechecked = Metrics.counter(RecheckDifferences.class, "rechecked");
  private final Counter gone = Metrics.counter(RecheckDifferences.class, "gone");

  // Bundle scoped.
  private transient Map<String, Map<ByteString, Asked>> keys;
  private transient int size;
  private transient long bytes;

  /**
   * A key to look at.
   *
   * @param places the windows of its elements, with the timestamp of the first in each
   */
  private record Asked(com.google.cloud.spanner.Key key, Map<BoundedWindow, Instant> places) {}

  /** Outputs a difference: differently while a bundle is processed and at its end. */
  private interface Output {
    void difference(RowDifference difference, Instant timestamp, BoundedWindow window);
  }

  RecheckFn(RecheckDifferences spec) {
    super(spec.getExpectedConfig(), spec.getActualConfig());
    ImmutableMap.Builder<String, TableComparison> byName = ImmutableMap.builder();
    spec.getTables().forEach(table -> byName.put(table.getTable(), table));
    this.tables = SerializedValue.of(byName.buildOrThrow());
    this.notBefore = spec.getNotBefore();
    this.options = spec.getRequestOptions();
  }

  @StartBundle
  public void startBundle() {
    keys = new LinkedHashMap<>();
    size = 0;
    bytes = 0;
  }

  @ProcessElement
  public void process(
      @Element RowDifference difference,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<RowDifference> out)
      throws InterruptedException {
    keys.computeIfAbsent(difference.getTable(), unused -> new LinkedHashMap<>())
        .computeIfAbsent(
            place(difference), unused -> new Asked(difference.getKey(), new LinkedHashMap<>()))
        .places()
        .putIfAbsent(window, timestamp);
    size++;
    bytes += difference.estimateBytes();
    if (size >= MAX_KEYS || bytes >= MAX_BYTES) {
      check((still, at, in) -> out.outputWindowedValue(still, at, List.of(in), PaneInfo.NO_FIRING));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    check(context::output);
  }

  private void check(Output out) throws InterruptedException {
    for (Map.Entry<String, Map<ByteString, Asked>> table : keys.entrySet()) {
      Map<ByteString, Asked> asked = table.getValue();
      var differences =
          Recheck.of(comparison(table.getKey()), connection(), secondConnection(), options)
              .differencesNow(asked.values().stream().map(Asked::key).toList(), notBefore);
      rechecked.inc(asked.size());
      gone.inc(asked.size() - differences.size());
      for (RowDifference difference : differences) {
        asked
            .get(place(difference))
            .places()
            .forEach((window, timestamp) -> out.difference(difference, timestamp, window));
      }
    }
    ConnectionMetrics.report();
    startBundle();
  }

  /** Returns what is equal for two differences of a table if and only if their keys are. */
  private ByteString place(RowDifference difference) {
    return ByteString.copyFrom(
        comparison(difference.getTable()).keyOrder().sortKey(difference.getKey()));
  }

  private TableComparison comparison(String table) {
    TableComparison comparison = tables.get().get(table);
    if (comparison == null) {
      throw new IllegalArgumentException("The table %s is not compared".formatted(table));
    }
    return comparison;
  }

  /**
   * Unlimited: differences leave with their own timestamps while one with another timestamp is
   * processed. This makes none late, because the bundle as a whole holds the watermark back.
   */
  @Override
  @SuppressWarnings("deprecation")
  public org.joda.time.Duration getAllowedTimestampSkew() {
    return org.joda.time.Duration.millis(Long.MAX_VALUE);
  }
}
