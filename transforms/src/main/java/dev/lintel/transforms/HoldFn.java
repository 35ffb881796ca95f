package dev.lintel.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** Takes down what Beam says of an element. */
final class HoldFn<T> extends DoFn<T, Held<T>> {

  @ProcessElement
  public void process(
      @Element T element,
      @Timestamp Instant timestamp,
      PaneInfo pane,
      OutputReceiver<Held<T>> out) {
    out.output(new Held<>(element, timestamp, pane));
  }
}
