package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.ResultSets;
import com.google.cloud.spanner.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

/** Nothing of what is over stays in a queue until its time would have been over. */
class DaemonTimerTest {
  private static final int ROUNDS = 1000;
  private static final Duration LONG = Duration.ofHours(10);

  @Test
  void requestsThatAreAnsweredLeaveNothingBehind() {
    for (int i = 0; i < ROUNDS; i++) {
      Deadline.within(LONG, () -> 1);
    }

    assertThat(Deadline.EXPIRY.getQueue().size()).isLessThan(ROUNDS);
  }

  @Test
  void streamsThatAreClosedLeaveNothingBehind() {
    ScheduledThreadPoolExecutor timer = DaemonTimer.named("timer-test");
    try {
      for (int i = 0; i < ROUNDS; i++) {
        StallGuard.open(
                "The read of T in D",
                LONG,
                () -> ResultSets.forRows(Type.struct(), List.of()),
                DelayScheduler.of(timer))
            .close();
      }

      assertThat(timer.getQueue()).isEmpty();
    } finally {
      timer.shutdownNow();
    }
  }
}
