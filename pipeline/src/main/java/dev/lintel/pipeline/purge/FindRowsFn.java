package dev.lintel.pipeline.purge;

import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds the rows of keys, and the rows that depend on them, a batch of keys at a time. Keys without
 * a row are counted as changed: the row is gone. (A DoFn has another {@code Key}, an annotation.)
 */
final class FindRowsFn extends ConnectedDoFn<com.google.cloud.spanner.Key, FoundRow> {
  private final PurgePlan plan;
  private final TableMetrics counts = TableMetrics.create();

  // Bundle scoped.
  private transient @Nullable List<com.google.cloud.spanner.Key> batch;

  FindRowsFn(ConnectionConfig config, PurgePlan plan) {
    super(config);
    this.plan = plan;
  }

  @StartBundle
  public void startBundle() {
    batch = new ArrayList<>();
  }

  @ProcessElement
  public void process(@Element com.google.cloud.spanner.Key key, OutputReceiver<FoundRow> out) {
    batch.add(key);
    if (batch.size() >= DependentRows.KEYS_A_REQUEST) {
      flush(out::output);
    }
  }

  /** A purge is a batch: all of its elements are in the global window. */
  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    flush(row -> context.output(row, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE));
  }

  private void flush(Consumer<FoundRow> out) {
    if (batch.isEmpty()) {
      return;
    }
    var rows = new DependentRows(plan, connection().databaseClient());
    Collection<com.google.cloud.spanner.Key> keys = batch;
    if (plan.source().isLoose()) {
      keys = rows.existing(batch);
      for (int i = keys.size(); i < batch.size(); i++) {
        counts.increment(TableFigure.CHANGED, plan.related().name(0));
      }
    }
    rows.find(keys, out);
    batch.clear();
  }
}
