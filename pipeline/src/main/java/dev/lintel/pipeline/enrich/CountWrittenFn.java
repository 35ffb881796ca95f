package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Counts the records that go to the files. */
final class CountWrittenFn extends DoFn<Struct, Struct> {
  private final TableMetrics counts = TableMetrics.create();

  @ProcessElement
  public void process(@Element Struct element, OutputReceiver<Struct> out) {
    counts.increment(TableFigure.WRITTEN, EnrichPlan.RECORDS);
    out.output(element);
  }
}
