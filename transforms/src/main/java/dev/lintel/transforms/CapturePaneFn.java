package dev.lintel.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;

/** Stores the pane of an element with the element. */
final class CapturePaneFn<T> extends DoFn<T, ElementWithPane<T>> {

  @ProcessElement
  public void process(@Element T element, PaneInfo pane, OutputReceiver<ElementWithPane<T>> out) {
    out.output(new ElementWithPane<>(element, pane));
  }
}
