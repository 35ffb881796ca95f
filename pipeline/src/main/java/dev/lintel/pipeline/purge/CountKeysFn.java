package dev.lintel.pipeline.purge;

import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Counts keys of a table. It outputs nothing. (A DoFn has another {@code Key}, an annotation.) */
final class CountKeysFn extends DoFn<com.google.cloud.spanner.Key, Void> {
  private final TableFigure figure;
  private final String table;
  private final TableMetrics counts = TableMetrics.create();

  CountKeysFn(TableFigure figure, String table) {
    this.figure = figure;
    this.table = table;
  }

  @ProcessElement
  public void process() {
    counts.increment(figure, table);
  }
}
