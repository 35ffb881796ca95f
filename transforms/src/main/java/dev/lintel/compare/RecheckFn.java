package dev.lintel.compare;

import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.TwiceConnectedDoFn;
import dev.lintel.transforms.RequestOptions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/** Collects the keys of a bundle, waits if it is too early, and compares their rows again. */
final class RecheckFn extends TwiceConnectedDoFn<RowDifference, RowDifference> {
  /** As many keys as a read takes without its request growing beyond some hundred kilobytes. */
  static final int MAX_KEYS = 500;

  private final ImmutableMap<String, TableComparison> tables;
  private final com.google.cloud.Timestamp notBefore;
  private final RequestOptions options;

  private final Counter rechecked = Metrics.counter(RecheckDifferences.class, "rechecked");
  private final Counter gone = Metrics.counter(RecheckDifferences.class, "gone");

  // Bundle scoped.
  private transient Map<String, Set<com.google.cloud.spanner.Key>> keys;
  private transient int size;

  RecheckFn(RecheckDifferences spec) {
    super(spec.getExpectedConfig(), spec.getActualConfig());
    ImmutableMap.Builder<String, TableComparison> byName = ImmutableMap.builder();
    spec.getTables().forEach(table -> byName.put(table.getTable(), table));
    this.tables = byName.buildOrThrow();
    this.notBefore = spec.getNotBefore();
    this.options = spec.getRequestOptions();
  }

  @StartBundle
  public void startBundle() {
    keys = new LinkedHashMap<>();
    size = 0;
  }

  @ProcessElement
  public void process(@Element RowDifference difference, OutputReceiver<RowDifference> out)
      throws InterruptedException {
    keys.computeIfAbsent(difference.getTable(), unused -> new LinkedHashSet<>())
        .add(difference.getKey());
    size++;
    if (size >= MAX_KEYS) {
      check(out::output);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    check(
        difference ->
            context.output(difference, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE));
  }

  private void check(Consumer<RowDifference> out) throws InterruptedException {
    for (Map.Entry<String, Set<com.google.cloud.spanner.Key>> table : keys.entrySet()) {
      TableComparison comparison = tables.get(table.getKey());
      if (comparison == null) {
        throw new IllegalArgumentException(
            "The table %s is not compared".formatted(table.getKey()));
      }
      var differences =
          Recheck.of(comparison, connection(), secondConnection(), options)
              .differencesNow(table.getValue(), notBefore);
      rechecked.inc(table.getValue().size());
      gone.inc(table.getValue().size() - differences.size());
      differences.forEach(out);
    }
    ConnectionMetrics.report();
    startBundle();
  }
}
