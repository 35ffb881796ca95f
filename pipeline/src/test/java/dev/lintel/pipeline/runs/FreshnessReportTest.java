package dev.lintel.pipeline.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.ledger.LastGoodRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessReportTest {

  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  private static LastGoodRun ago(String jobKey, String age) {
    return new LastGoodRun(jobKey, Optional.of(NOW.minus(Duration.parse(age))), NOW);
  }

  @Test
  void namesEveryKeyThatIsTooOldOrHasNoGoodRun() {
    var report =
        new FreshnessReport(
            ImmutableList.of(
                ago("exactly", "PT26H"),
                ago("older", "PT26H0.001S"),
                new LastGoodRun("never", Optional.empty(), NOW)),
            Optional.of(Duration.ofHours(26)));

    assertThat(report.problems(Optional.empty()))
        .containsExactly(
            "older: last good run 26 h ago, which may be 26 h old",
            "never: no good run is recorded");
    assertThat(report.keys())
        .extracting(report::verdict)
        .containsExactly("recent", "too old", "none");
  }

  @Test
  void withoutRunsThereIsNoGoodOne() {
    var report = new FreshnessReport(ImmutableList.of(), Optional.of(Duration.ofHours(1)));

    assertThat(report.problems(Optional.of("k"))).containsExactly("k: no run is recorded");
    assertThat(report.problems(Optional.empty()))
        .containsExactly("no run is recorded, with any job key");
  }

  @Test
  void withoutALimitAnyAgeWillDo() {
    var report =
        new FreshnessReport(
            ImmutableList.of(new LastGoodRun("never", Optional.empty(), NOW)), Optional.empty());

    assertThat(report.problems(Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S,0 s",
    "PT59.9S,59 s",
    "PT1M,1 min",
    "PT59M59S,59 min",
    "PT26H,26 h",
    "PT26H5M,26 h 5 min",
    "P3DT4H5M,3 d 4 h",
    "P2D,2 d"
  })
  void agesAreInWords(String age, String words) {
    assertThat(FreshnessReport.words(Duration.parse(age))).isEqualTo(words);
  }
}
