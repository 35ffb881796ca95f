package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PacedDirectRunnerTest {

  /** Each of two elements waits for the other. */
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  private static final class MeetFn extends DoFn<Integer, Integer> {
    @ProcessElement
    public void process(@Element Integer number, OutputReceiver<Integer> out) throws Exception {
      BOTH.await(100, TimeUnit.SECONDS);
      out.output(number);
    }
  }

  private static final class FailFn extends DoFn<Integer, Integer> {
    @ProcessElement
    public void process(@Element Integer number, OutputReceiver<Integer> out) {
      if (number == 1) {
        throw new IllegalArgumentException("not " + number);
      }
      out.output(number);
    }
  }

  @Test
  void runsAPipelineOnSeveralThreadsToItsEnd() {
    Pipeline pipeline = PacedDirectRunner.newPipeline();
    PAssert.that(
            pipeline
                .apply(Create.of(1, 2))
                .apply(ParDo.of(new MeetFn()))
                .apply(Sum.integersGlobally()))
        .containsInAnyOrder(3);

    assertThat(pipeline.run().getState()).isEqualTo(PipelineResult.State.DONE);
  }

  @Test
  void givenAFailure_throwsWhatTheDirectRunnerDoes() {
    Pipeline pipeline = PacedDirectRunner.newPipeline();
    pipeline.apply(Create.of(1)).apply(ParDo.of(new FailFn()));

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(PipelineExecutionException.class)
        .hasRootCauseMessage("not 1");
  }

  @Test
  void theMonitorsRoundsGoThroughThePace() {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setBlockOnRun(false);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of(List.of(1, 2))).apply(ParDo.of(new MeetFn()));

    PipelineResult result = DirectRunner.fromOptions(options).run(pipeline);
    PacedExecutor paced = PacedDirectRunner.pace(result);
    result.waitUntilFinish();

    assertThat(paced.submitted()).isPositive();
  }
}
