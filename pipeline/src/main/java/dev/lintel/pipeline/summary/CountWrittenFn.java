package dev.lintel.pipeline.summary;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Counts elements as written rows of their table. It outputs nothing: what waits for its output
 * waits until every element has been counted.
 */
public final class CountWrittenFn<T> extends DoFn<T, Void> {
  private final SerializableFunction<T, String> table;
  private final TableMetrics counts = TableMetrics.create();

  /**
   * @param table the table of an element, as figures name it
   */
  public CountWrittenFn(SerializableFunction<T, String> table) {
    this.table = table;
  }

  @ProcessElement
  public void process(@Element T element) {
    counts.increment(TableFigure.WRITTEN, table.apply(element));
  }
}
