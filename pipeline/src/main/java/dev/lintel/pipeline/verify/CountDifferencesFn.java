package dev.lintel.pipeline.verify;

import dev.lintel.compare.ColumnDifference;
import dev.lintel.compare.RowDifference;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Counts the differences that are reported, and passes them on. */
final class CountDifferencesFn extends DoFn<RowDifference, RowDifference> {
  private final TableMetrics counts = TableMetrics.create();
  private final ColumnCounts columns = new ColumnCounts();

  @ProcessElement
  public void process(@Element RowDifference difference, OutputReceiver<RowDifference> out) {
    counts.increment(
        switch (difference.getKind()) {
          case MISSING -> TableFigure.MISSING;
          case EXTRA -> TableFigure.EXTRA;
          case CHANGED -> TableFigure.CHANGED;
        },
        difference.getTable());
    for (ColumnDifference column : difference.getColumns()) {
      columns.increment(difference.getTable(), column.column());
    }
    out.output(difference);
  }
}
