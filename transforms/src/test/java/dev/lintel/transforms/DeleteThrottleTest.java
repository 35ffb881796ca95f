package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeleteThrottleTest {
  private static final Duration BOUND = Duration.ofMillis(100);
  private static final Duration SLOW = Duration.ofMillis(400);
  private static final Duration FAST = Duration.ofMillis(20);

  private final FakeClock clock = new FakeClock();

  /** A commit that takes so long, after waiting for permission. */
  private void commit(DeleteThrottle throttle, int rows, Duration latency) throws Exception {
    throttle.admit(rows);
    clock.advance(latency);
    throttle.committed(latency);
  }

  @Test
  void withoutLimitsNobodyWaits() throws Exception {
    var throttle = new DeleteThrottle(null, null, clock);
    for (int i = 0; i < 10; i++) {
      commit(throttle, 1_000_000, SLOW);
    }
    assertThat(clock.pauses).isEmpty();
    assertThat(throttle.rowsACommit(5_000)).isEqualTo(5_000);
  }

  @Test
  void aRateIsKeptOverAllCommits() throws Exception {
    var throttle = new DeleteThrottle(100, null, clock);
    assertThat(throttle.rowsACommit(5_000)).as("no more than a second's rows").isEqualTo(100);
    long start = clock.nanoTime();
    for (int i = 0; i < 20; i++) {
      commit(throttle, 50, Duration.ZERO);
    }
    // The last of the 1,000 rows are let through half a second before they would be due.
    assertThat(Duration.ofNanos(clock.nanoTime() - start)).isEqualTo(Duration.ofMillis(9_500));
  }

  @Test
  void timeInWhichNothingWasDeletedIsNotMadeUpFor() throws Exception {
    var throttle = new DeleteThrottle(100, null, clock);
    commit(throttle, 100, Duration.ZERO);
    clock.advance(Duration.ofHours(1));
    commit(throttle, 100, Duration.ZERO);
    assertThat(clock.pauses).isEmpty();
    commit(throttle, 100, Duration.ZERO);
    assertThat(clock.pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void slowCommitsAreFollowedByLongerAndLongerPausesAndSmallerCommits() throws Exception {
    var throttle = new DeleteThrottle(null, BOUND, clock);
    commit(throttle, 1, FAST);
    for (int i = 0; i < 3; i++) {
      commit(throttle, 1, SLOW);
    }
    throttle.admit(1);
    assertThat(clock.pauses).containsExactly(SLOW, SLOW.multipliedBy(2), SLOW.multipliedBy(4));
    assertThat(throttle.rowsACommit(4_000)).isEqualTo(500);
  }

  @Test
  void noPauseIsLongerThanHalfAMinute_andOneRowIsAlwaysLeft() throws Exception {
    var throttle = new DeleteThrottle(null, BOUND, clock);
    for (int i = 0; i < 50; i++) {
      commit(throttle, 1, SLOW);
    }
    assertThat(clock.pauses).last().isEqualTo(Duration.ofSeconds(30));
    assertThat(throttle.rowsACommit(100)).isEqualTo(1);
  }

  @Test
  void itSpeedsUpByItselfWhenCommitsAreFastAgain() throws Exception {
    var throttle = new DeleteThrottle(null, BOUND, clock);
    for (int i = 0; i < 5; i++) {
      commit(throttle, 1, SLOW);
    }
    assertThat(throttle.rowsACommit(4_000)).isLessThan(200);
    for (int i = 0; i < 20; i++) {
      commit(throttle, 1, FAST);
    }
    clock.pauses.clear();
    commit(throttle, 1, FAST);
    assertThat(clock.pauses).isEmpty();
    assertThat(throttle.rowsACommit(4_000)).isEqualTo(4_000);
  }

  @Test
  void commitsThatBeganBeforeTheSlowdownDoNotSlowDownAgain() throws Exception {
    var throttle = new DeleteThrottle(null, BOUND, clock);
    clock.advance(SLOW);
    for (int i = 0; i < 10; i++) {
      // Ten that were in flight at the same time.
      throttle.committed(SLOW);
    }
    assertThat(throttle.rowsACommit(4_000)).isEqualTo(2_000);
    throttle.admit(1);
    assertThat(clock.pauses).containsExactly(SLOW);
  }

  @Test
  void commitsThatBeganBeforeTheSlowdownDoNotSpeedUpEither() throws Exception {
    var throttle = new DeleteThrottle(null, BOUND, clock);
    clock.advance(SLOW);
    throttle.committed(SLOW);
    for (int i = 0; i < 12; i++) {
      // Within the bound, and sent while the slow one was in flight.
      clock.advance(Duration.ofMillis(1));
      throttle.committed(FAST);
    }
    assertThat(throttle.rowsACommit(4_000)).isEqualTo(2_000);
    throttle.admit(1);
    assertThat(clock.pauses).containsExactly(SLOW.minusMillis(12));
  }
}
