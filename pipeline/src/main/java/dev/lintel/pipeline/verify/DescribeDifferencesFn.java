package dev.lintel.pipeline.verify;

import org.apache.beam.sdk.transforms.DoFn;

/** Puts the number of differences into words; none if the sides are equal. */
final class DescribeDifferencesFn extends DoFn<Long, String> {
  private final int tablesNotCompared;

  /**
   * @param tablesNotCompared how many tables have a fatal difference in their schema
   */
  DescribeDifferencesFn(int tablesNotCompared) {
    this.tablesNotCompared = tablesNotCompared;
  }

  @ProcessElement
  public void process(@Element Long differences, OutputReceiver<String> out) {
    if (differences > 0 || tablesNotCompared > 0) {
      out.output(
          "%d rows differ, and %d tables differ in their schema"
              .formatted(differences, tablesNotCompared));
    }
  }
}
