package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.ValueInSingleWindow;

/**
 * Rows that carry their window, timestamp and pane with them. A grouping in the windows of the
 * input would be one for each window, and one for each firing of its trigger.
 */
final class ReifiedRows {
  private ReifiedRows() {}

  /**
   * Returns the rows of a bounded input, so that each grouping of them is one, of all of them. What
   * emits them again gives its output the windowing strategy of the input.
   */
  static PCollection<ValueInSingleWindow<Mutation>> inGlobalWindow(PCollection<Mutation> rows) {
    return rows.apply("Capture window", Reify.windows())
        .setCoder(coder(rows))
        .apply(
            "Assign global window",
            // A new window function alone would leave the trigger of the input.
            Window.<ValueInSingleWindow<Mutation>>into(new GlobalWindows())
                .triggering(DefaultTrigger.of())
                .discardingFiredPanes());
  }

  /** Returns the coder of {@link #inGlobalWindow}. */
  static ValueInSingleWindow.Coder<Mutation> coder(PCollection<Mutation> rows) {
    return ValueInSingleWindow.Coder.of(
        rows.getCoder(), rows.getWindowingStrategy().getWindowFn().windowCoder());
  }
}
