package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final RetryPolicy POLICY =
      new RetryPolicy(
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60));

  private final FakeClock clock = new FakeClock();
  private final LongAdder retries = new LongAdder();
  private final Retry retry = new Retry(POLICY, clock, "Commit in D");

  private static SpannerException error(ErrorCode code) {
    return SpannerExceptionFactory.newSpannerException(code, "the server said so");
  }

  @Test
  void aTransientErrorIsRetriedUntilItIsOver() throws Exception {
    var attempts = new AtomicInteger();
    String answer =
        retry.call(
            () -> {
              if (attempts.incrementAndGet() < 4) {
                throw error(ErrorCode.UNAVAILABLE);
              }
              return "done";
            },
            retries);
    assertThat(answer).isEqualTo("done");
    assertThat(retries.sum()).isEqualTo(3);
    assertThat(clock.pauses).hasSize(3);
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    assertThatThrownBy(
            () ->
                retry.call(
                    () -> {
                      throw error(ErrorCode.ABORTED);
                    },
                    retries))
        .isInstanceOf(SpannerException.class);
    for (int i = 0; i < clock.pauses.size(); i++) {
      double longest = Math.min(2_000, 100 * Math.pow(2, i));
      assertThat((double) clock.pauses.get(i).toMillis()).isBetween(longest / 2 - 1, longest);
    }
    assertThat(clock.pauses).hasSizeGreaterThan(20);
  }

  @Test
  void theTotalDeadlineIsReportedWhenItIsReached() {
    assertThatThrownBy(
            () ->
                retry.call(
                    () -> {
                      throw error(ErrorCode.RESOURCE_EXHAUSTED);
                    },
                    retries))
        .isInstanceOfSatisfying(
            SpannerException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED))
        .hasMessageContaining(
            "Commit in D was given up after " + (clock.pauses.size() + 1) + " attempts")
        .hasMessageContaining("total deadline of 60 s")
        .hasMessageContaining("the server said so");
    assertThat(Duration.ofNanos(clock.nanoTime())).isLessThan(POLICY.totalDeadline());
  }

  @Test
  void aTimeoutOfTheLastAttemptDoesNotHideTheReasonBeforeIt() {
    assertThatThrownBy(
            () ->
                retry.call(
                    () -> {
                      throw error(
                          clock.nanoTime() < POLICY.totalDeadline().toNanos() / 2
                              ? ErrorCode.UNAVAILABLE
                              : ErrorCode.DEADLINE_EXCEEDED);
                    },
                    retries))
        .isInstanceOfSatisfying(
            SpannerException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void anErrorThatIsNotTransientIsThrownAtOnce() {
    for (ErrorCode code :
        List.of(ErrorCode.FAILED_PRECONDITION, ErrorCode.PERMISSION_DENIED, ErrorCode.UNKNOWN)) {
      assertThatThrownBy(
              () ->
                  retry.call(
                      () -> {
                        throw error(code);
                      },
                      retries))
          .isInstanceOfSatisfying(
              SpannerException.class, e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
    assertThat(clock.pauses).isEmpty();
    assertThat(retries.sum()).isZero();
  }
}
