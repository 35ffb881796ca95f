package dev.lintel.pipeline.purge;

import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Counts the rows to delete as read. It outputs nothing. */
final class CountRowsFn extends DoFn<FoundRow, Void> {
  private final PurgePlan plan;
  private final TableMetrics counts = TableMetrics.create();

  CountRowsFn(PurgePlan plan) {
    this.plan = plan;
  }

  @ProcessElement
  public void process(@Element FoundRow row) {
    if (!row.isInTheWay()) {
      counts.increment(TableFigure.READ, plan.related().name(row.table()));
    }
  }
}
