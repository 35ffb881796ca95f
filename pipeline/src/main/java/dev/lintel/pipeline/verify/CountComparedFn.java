package dev.lintel.pipeline.verify;

import dev.lintel.compare.RowCounts;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Counts the rows of the reference that were compared, by the name of their table. It outputs
 * nothing: what waits for its output waits until all are counted.
 */
final class CountComparedFn extends DoFn<KV<String, RowCounts>, Void> {
  private final TableMetrics counts = TableMetrics.create();

  @ProcessElement
  public void process(@Element KV<String, RowCounts> table) {
    counts.add(TableFigure.READ, table.getKey(), table.getValue().expected());
  }
}
