package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * A pipeline with many steps that look up the same few keys.
 *
 * @param step creates one of the steps, for keys and the database
 */
record ManyLookupsPipeline(LookupStep step) {
  private static final int STEPS = 8;

  /** How many keys each step looks up. */
  static final int KEYS = 8;

  /** One of the steps. */
  @FunctionalInterface
  interface LookupStep {
    /** Returns an element for each row that is found. */
    PCollection<?> apply(String name, PCollection<Long> keys, EmulatorDatabase source);
  }

  /** Runs it and returns the seconds until the first row. */
  double run(EmulatorDatabase source) {
    return FirstRow.secondsOf(
        () -> {
          Pipeline pipeline = TunedPipeline.create();
          PCollection<Long> keys = pipeline.apply("Keys", new SampleKeys(KEYS));
          for (int i = 0; i < STEPS; i++) {
            step.apply("Look up " + i, keys, source).apply("Row " + i, ParDo.of(new RowFn<>()));
          }
          pipeline.run().waitUntilFinish();
        });
  }

  private static final class RowFn<T> extends DoFn<T, Void> {
    @ProcessElement
    public void process() {
      FirstRow.reached();
    }
  }
}
