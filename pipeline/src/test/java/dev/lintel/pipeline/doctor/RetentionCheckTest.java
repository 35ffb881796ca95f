package dev.lintel.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.command.RequestTimeout;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionCheckTest {

  private static Finding of(long expectedMinutes, long periodHours, long ageMinutes) {
    return new RetentionCheck(Duration.ofMinutes(expectedMinutes), RequestTimeout.DEFAULT)
        .of(
            Duration.ofHours(periodHours),
            Duration.ofMinutes(ageMinutes),
            Dialect.GOOGLE_STANDARD_SQL,
            "d");
  }

  @Test
  void aJobMayTakeAsLongAsVersionsAreKept() {
    assertThat(of(60, 1, 0).status()).isEqualTo(CheckStatus.OK);
    assertThat(of(61, 1, 0).status()).isEqualTo(CheckStatus.PROBLEM);
  }

  @Test
  void thePeriodToSetIsInWholeHours() {
    assertThat(of(61, 1, 0).text()).endsWith("(version_retention_period = '2h')");
    assertThat(of(120, 1, 0).text()).endsWith("(version_retention_period = '2h')");
    assertThat(of(168 * 60, 1, 0).text()).endsWith("(version_retention_period = '168h')");
  }

  @Test
  void anOlderSnapshotIsNeededForLonger() {
    assertThat(of(60, 2, 60).status()).isEqualTo(CheckStatus.OK);
    assertThat(of(60, 2, 61).text()).contains("needs its snapshot for 2 h 1 min");
  }

  @Test
  void aSnapshotOlderThanThePeriodNeedsALaterTime() {
    assertThat(of(1, 2, 121).text())
        .endsWith("and the snapshot is older; give a later --snapshotTime");
  }

  @Test
  void noPeriodIsLongerThanAWeek() {
    assertThat(of(168 * 60 + 1, 1, 0).text())
        .endsWith("; a week is the longest period, so let one job read less");
  }
}
