package dev.lintel.pipeline.countjob;

import com.google.cloud.spanner.Struct;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Counts the rows for the summary; outputs the number 1 for each. */
final class CountReadFn extends DoFn<Struct, Long> {
  private final TableMetrics counts = TableMetrics.create();
  private final String table;

  CountReadFn(String table) {
    this.table = table;
  }

  @ProcessElement
  public void process(OutputReceiver<Long> out) {
    counts.increment(TableFigure.READ, table);
    out.output(1L);
  }
}
