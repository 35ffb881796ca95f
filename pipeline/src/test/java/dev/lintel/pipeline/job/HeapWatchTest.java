package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
  private final FakeProcess process = new FakeProcess();
  private final HeapWatch watch = new HeapWatch(process);

  private static final class FakeProcess implements HeapWatch.Process {
    private Duration time = Duration.ZERO;
    private Duration collecting = Duration.ZERO;
    private boolean idle;
    private boolean heapFull;

    @Override
    public long nanoTime() {
      return time.toNanos();
    }

    @Override
    public long collectionMillis() {
      return collecting.toMillis();
    }

    @Override
    public boolean isRunnerIdle() {
      return idle;
    }

    @Override
    public boolean wasHeapFull() {
      return heapFull;
    }

    @Override
    public void resetHeapFull() {
      heapFull = false;
    }
  }

  /** Lets time pass, with a check every five seconds. */
  private void pass(int seconds, double collecting, long progressPerCheck) {
    for (int i = 0; i < seconds; i += 5) {
      process.time = process.time.plusSeconds(5);
      process.collecting = process.collecting.plusMillis((long) (5_000 * collecting));
      progress += progressPerCheck;
      watch.check(progress);
    }
  }

  private long progress;

  @Test
  void endsARunThatOnlyCollectsGarbage() {
    pass(25, 0.95, 1);

    assertThatThrownBy(() -> pass(5, 0.95, 1))
        .isInstanceOf(HeapFullException.class)
        .hasMessageContaining("it spends its time collecting garbage")
        .hasMessageContaining("LINTEL_OPTS=-Xmx");
  }

  @Test
  void toleratesMuchCollectingWithPauses() {
    for (int i = 0; i < 10; i++) {
      pass(25, 0.95, 1);
      pass(5, 0.5, 1);
    }
    assertThat(process.time).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void endsARunWhoseRunnerHasStoppedAfterTheHeapWasFull() {
    process.heapFull = true;
    process.idle = true;

    assertThatThrownBy(() -> pass(10, 0, 0))
        .isInstanceOf(HeapFullException.class)
        .hasMessageContaining("a thread of the runner has ended");
  }

  @Test
  void waitsForAStepHoweverLongItTakes() {
    process.heapFull = true;

    pass(3_600, 0, 0);

    assertThat(process.heapFull).as("still watched").isTrue();
  }

  @Test
  void forgetsAFullHeapWhenTheRunGoesOn() {
    process.heapFull = true;
    pass(5, 0, 1);
    process.idle = true;

    pass(3_600, 0, 0);

    assertThat(process.heapFull).isFalse();
  }

  @Test
  void ofThisProcessLooksAtTheRealOne() {
    HeapWatch real = HeapWatch.ofThisProcess();
    for (int i = 0; i < 3; i++) {
      real.check(i);
    }
    real.release();
    real.check(3);
  }
}
