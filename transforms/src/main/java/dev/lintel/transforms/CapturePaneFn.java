package dev.lintel.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** Stores the timestamp and the pane of an element with the element. */
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
