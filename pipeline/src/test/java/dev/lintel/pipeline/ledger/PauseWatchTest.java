package dev.lintel.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerExceptionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With answers and a time of its own. */
class PauseWatchTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** What the ledger answers, one after the other: paused or not, or null for no answer. */
  private final List<Boolean> answers = new ArrayList<>();

  private final List<Duration> pauses = new ArrayList<>();
  private long now;

  private final PauseWatch watch =
      new PauseWatch(
          "nightly-purge",
          () -> {
            Boolean answer = answers.remove(0);
            if (answer == null) {
              throw SpannerExceptionFactory.newSpannerException(ErrorCode.UNAVAILABLE, "moving");
            }
            return answer;
          },
          INTERVAL,
          new PauseWatch.Time() {
            @Override
            public long nanoTime() {
              return now;
            }

            @Override
            public void pause(Duration duration) {
              pauses.add(duration);
              now += duration.toNanos();
            }
          });

  private void answer(Boolean... next) {
    answers.addAll(Arrays.asList(next));
  }

  @Test
  void theLedgerIsAskedOnceInAnInterval() throws Exception {
    answer(false, false);
    for (int i = 0; i < 100; i++) {
      watch.await();
    }
    assertThat(answers).as("not asked yet").hasSize(1);
    now += INTERVAL.toNanos();
    watch.await();
    assertThat(answers).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void itHoldsUntilTheJobIsResumed() throws Exception {
    answer(true, true, true, false);
    watch.await();
    assertThat(answers).isEmpty();
    assertThat(pauses).containsExactly(INTERVAL, INTERVAL, INTERVAL);
  }

  @Test
  void withoutAnAnswerTheLastOneCounts() throws Exception {
    answer(null, true, null, false);
    watch.await();
    assertThat(answers).as("goes on before the first answer").hasSize(3);
    now += INTERVAL.toNanos();
    watch.await();
    assertThat(answers).as("held through the missing answer").isEmpty();
    assertThat(pauses).hasSize(2);
  }
}
