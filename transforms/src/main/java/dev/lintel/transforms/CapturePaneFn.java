package dev.lintel.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** Takes down what Beam says of an element. */
final class CapturePaneFn<T> extends DoFn<T, ElementWithPane<T>> {

  @ProcessElement
  public void process(
      @Element T element,
      @Timestamp Instant timestamp,
      PaneInfo pane,
      OutputReceiver<ElementWithPane<T>> out) {
    out.output(new ElementWithPane<>(element, timestamp, pane));
  }
}
