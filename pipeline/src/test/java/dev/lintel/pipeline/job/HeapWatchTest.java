package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
  private final FakeJvm jvm = new FakeJvm();
  private final HeapWatch watch = new HeapWatch(jvm);

  private static final class FakeJvm implements HeapWatch.Jvm {
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
      jvm.time = jvm.time.plusSeconds(5);
      jvm.collecting = jvm.collecting.plusMillis((long) (5_000 * collecting));
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
    assertThat(jvm.time).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void endsARunWhoseRunnerHasStoppedAfterTheHeapWasFull() {
    jvm.heapFull = true;
    jvm.idle = true;

    assertThatThrownBy(() -> pass(10, 0, 0))
        .isInstanceOf(HeapFullException.class)
        .hasMessageContaining("a thread of the runner has ended");
  }

  @Test
  void waitsForAStepHoweverLongItTakes() {
    jvm.heapFull = true;

    pass(3_600, 0, 0);

    assertThat(jvm.heapFull).as("still watched").isTrue();
  }

  @Test
  void forgetsAFullHeapWhenTheRunGoesOn() {
    jvm.heapFull = true;
    pass(5, 0, 1);
    jvm.idle = true;

    pass(3_600, 0, 0);

    assertThat(jvm.heapFull).isFalse();
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
