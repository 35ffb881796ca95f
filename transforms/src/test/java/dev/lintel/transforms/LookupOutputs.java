package dev.lintel.transforms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** Passes a bundle to a {@link LookupFn}, as a runner does, and collects its output. */
final class LookupOutputs implements DoFn.OutputReceiver<LookupOutcome<Long>> {
  private final List<LookupOutcome<Long>> outcomes = new ArrayList<>();
  private final LookupFn<Long> fn;

  LookupOutputs(LookupFn<Long> fn) {
    this.fn = fn;
  }

  /** Returns the outcomes of one bundle of these elements. */
  static List<LookupOutcome<Long>> ofBundle(LookupFn<Long> fn, long... ids)
      throws InterruptedException {
    var outputs = new LookupOutputs(fn);
    fn.startBundle();
    outputs.process(ids);
    fn.finishBundle(outputs.context());
    return outputs.outcomes;
  }

  List<Long> elements() {
    return outcomes.stream().map(LookupOutcome::element).toList();
  }

  void process(long... ids) throws InterruptedException {
    for (long id : ids) {
      fn.process(
          new ElementWithPane<>(id, PaneInfo.NO_FIRING),
          Instant.EPOCH,
          GlobalWindow.INSTANCE,
          this);
    }
  }

  @Override
  public OutputBuilder<LookupOutcome<Long>> builder(LookupOutcome<Long> value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void outputWindowedValue(
      LookupOutcome<Long> value,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo pane) {
    outcomes.add(value);
  }

  DoFn<ElementWithPane<Long>, LookupOutcome<Long>>.FinishBundleContext context() {
    DoFn<ElementWithPane<Long>, LookupOutcome<Long>> doFn = fn;
    return doFn.new FinishBundleContext() {
      @Override
      public PipelineOptions getPipelineOptions() {
        return PipelineOptionsFactory.create();
      }

      @Override
      public void output(LookupOutcome<Long> output, Instant timestamp, BoundedWindow window) {
        outcomes.add(output);
      }

      @Override
      public <V> void output(TupleTag<V> tag, V output, Instant timestamp, BoundedWindow window) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
