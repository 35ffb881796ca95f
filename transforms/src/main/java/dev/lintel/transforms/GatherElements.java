package dev.lintel.transforms;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.beam.sdk.values.ValueInSingleWindow;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Combines small bundles into larger ones. Each element keeps its window, timestamp and pane.
 *
 * <p>The elements are buffered in the global window and not in their own. Beam drops an element
 * that comes to a step with state after the end of its window, and a lookup must not lose elements
 * that a stateless step would pass on. {@link org.apache.beam.sdk.transforms.Reshuffle} gives its
 * elements another window for the same reason.
 */
final class GatherElements<T> extends PTransform<PCollection<T>, PCollection<ElementWithPane<T>>> {
  private static final long serialVersionUID = 1;

  private final Gathering gathering;

  GatherElements(Gathering gathering) {
    this.gathering = gathering;
  }

  @Override
  public PCollection<ElementWithPane<T>> expand(PCollection<T> input) {
    WindowingStrategy<?, ?> windowing = input.getWindowingStrategy();
    var coder =
        ValueInSingleWindow.Coder.of(input.getCoder(), windowing.getWindowFn().windowCoder());
    int groups = gathering.groups();
    return input
        .apply("Capture window", Reify.windows())
        .setCoder(coder)
        .apply("Assign global window", Window.into(new GlobalWindows()))
        .apply(
            "Assign group",
            WithKeys.<Integer, ValueInSingleWindow<T>>of(
                    unused -> ThreadLocalRandom.current().nextInt(groups))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), coder))
        .apply("Gather", ParDo.of(new GatherFn<T>(gathering, coder)))
        .setCoder(new ElementWithPaneCoder<>(input.getCoder()))
        .setWindowingStrategyInternal(windowing);
  }
}
