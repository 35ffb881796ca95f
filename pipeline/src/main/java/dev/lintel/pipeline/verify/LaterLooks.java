package dev.lintel.pipeline.verify;

import dev.lintel.compare.RowDifference;
import dev.lintel.pipeline.job.WaitForAll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Looks at differences again, several times: a row that is written all the time may be on its way
 * to the other side whenever one looks. Each look begins a while after the comparison, or the look
 * before, has ended for all rows; so two looks at a row are at least that long apart, and nothing
 * is being compared while this waits. Without differences it does not wait.
 */
final class LaterLooks extends PTransform<PCollection<RowDifference>, PCollection<RowDifference>> {
  private static final long serialVersionUID = 1;

  private static final int LOOKS = 3;

  private final Duration pause;
  private final PTransform<PCollection<RowDifference>, PCollection<RowDifference>> look;

  /**
   * @param pause before each look
   * @param look keeps the differences that are still there
   */
  LaterLooks(
      Duration pause, PTransform<PCollection<RowDifference>, PCollection<RowDifference>> look) {
    this.pause = pause;
    this.look = look;
  }

  @Override
  public PCollection<RowDifference> expand(PCollection<RowDifference> differences) {
    PCollection<RowDifference> staying = differences;
    for (int number = 1; number <= LOOKS; number++) {
      PCollection<Void> paused =
          staying
              .apply("Count before look " + number, Count.globally())
              .apply("Pause before look " + number, ParDo.of(new PauseFn(pause)));
      staying =
          staying
              .apply("Wait for look " + number, WaitForAll.of(List.of(paused)))
              .apply("Look " + number, look);
    }
    return staying;
  }

  /** Gets one number, how many differences there are. */
  private static final class PauseFn extends DoFn<Long, Void> {
    private final Duration pause;

    PauseFn(Duration pause) {
      this.pause = pause;
    }

    @ProcessElement
    public void process(@Element Long differences) throws InterruptedException {
      if (differences > 0) {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      }
    }
  }
}
