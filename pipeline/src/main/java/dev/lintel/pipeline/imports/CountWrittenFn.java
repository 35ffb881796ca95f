package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Counts the rows that were written. Gives nothing; what waits for it waits for all of them. */
final class CountWrittenFn extends DoFn<Mutation, Long> {
  private final TableMetrics counts = TableMetrics.create();

  @ProcessElement
  public void process(@Element Mutation mutation) {
    counts.increment(TableFigure.WRITTEN, mutation.getTable());
  }
}
