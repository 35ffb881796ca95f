package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.transforms.PacedDirectRunner;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitForAllTest {
  private static final Queue<String> DONE = new ConcurrentLinkedQueue<>();
  private static CountDownLatch started;

  @BeforeEach
  void reset() {
    DONE.clear();
    started = new CountDownLatch(1);
  }

  @ParameterizedTest
  @ValueSource(classes = {DirectRunner.class, PacedDirectRunner.class})
  void stepsWaitForStepsWithoutOutput(Class<? extends PipelineRunner<?>> runner) {
    Pipeline pipeline = pipeline(runner);
    PCollection<String> first = after(pipeline, "first", List.of());
    PCollection<String> second =
        pipeline
            .apply("Begin second", Create.of("second"))
            .apply("Do second", ParDo.of(new DoneFn()).withSideInputs(first.apply(View.asList())))
            .setCoder(StringUtf8Coder.of());
    PCollection<String> third = after(pipeline, "third", List.of(second));
    after(pipeline, "last", List.of(first, second, third));

    assertThat(state(pipeline)).isEqualTo(PipelineResult.State.DONE);
    assertThat(DONE).containsExactly("first", "second", "third", "last");
  }

  /** All elements of the collection must have been processed, not only the first. */
  @ParameterizedTest
  @ValueSource(classes = {DirectRunner.class, PacedDirectRunner.class})
  void elementsOfTheCollectionDoNotEndTheWait(Class<? extends PipelineRunner<?>> runner) {
    Pipeline pipeline = pipeline(runner);
    PCollection<String> both =
        pipeline
            .apply("Begin", Create.of("early", "late"))
            .apply("Both", ParDo.of(new LateFn()))
            .setCoder(StringUtf8Coder.of());
    after(pipeline, "last", List.of(both));

    assertThat(state(pipeline)).isEqualTo(PipelineResult.State.DONE);
    assertThat(DONE).hasSize(3).endsWith("last");
  }

  private static PCollection<String> after(
      Pipeline pipeline, String name, List<PCollection<String>> others) {
    return pipeline
        .apply("Begin " + name, Create.of(name))
        .apply("Wait of " + name, WaitForAll.of(others))
        .apply("Do " + name, ParDo.of(new DoneFn()))
        .setCoder(StringUtf8Coder.of());
  }

  private static Pipeline pipeline(Class<? extends PipelineRunner<?>> runner) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setRunner(runner);
    options.setBlockOnRun(false);
    return Pipeline.create(options);
  }

  /** The state after at most a minute; none if the pipeline is still running. */
  private static PipelineResult.State state(Pipeline pipeline) {
    return pipeline.run().waitUntilFinish(Duration.standardMinutes(1));
  }

  /** Outputs nothing. */
  private static final class DoneFn extends DoFn<String, String> {
    @ProcessElement
    public void process(@Element String name) {
      DONE.add(name);
    }
  }

  /** Outputs the early element, and then processes the late one. */
  private static final class LateFn extends DoFn<String, String> {
    @ProcessElement
    public void process(@Element String name, OutputReceiver<String> out) throws Exception {
      if (name.equals("late")) {
        started.await();
      }
      DONE.add(name);
      out.output(name);
      started.countDown();
    }
  }
}
