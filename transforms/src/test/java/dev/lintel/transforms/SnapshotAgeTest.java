package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.TimestampBound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotAgeTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static SnapshotAge kept(Duration period) {
    return new SnapshotAge(() -> new VersionRetention(period), () -> NOW);
  }

  private static TimestampBound at(String time) {
    return TimestampBound.ofReadTimestamp(Timestamp.parseTimestamp(time));
  }

  @Test
  void aSnapshotCanBeReadAsLongAsItsVersionsAreKept() throws InterruptedException {
    SnapshotAge age = kept(Duration.ofHours(2));
    assertThat(age.problem(at("2026-11-24T10:00:00Z"))).isEmpty();
    assertThat(age.problem(at("2026-11-24T09:59:59.999999999Z")))
        .contains(
            "2026-11-24T09:59:59.999999999Z is 2 h 0 min ago, but the database keeps versions for"
                + " 2 h 0 min only (version_retention_period)");
    assertThat(age.problem(TimestampBound.ofExactStaleness(2, TimeUnit.HOURS))).isEmpty();
    assertThat(age.problem(TimestampBound.ofExactStaleness(3, TimeUnit.HOURS))).isPresent();
  }

  @Test
  void aSnapshotInTheFutureCannotBeRead() throws InterruptedException {
    assertThat(kept(Duration.ofHours(1)).problem(at("2026-11-24T12:00:10.000000001Z")))
        .contains(
            "2026-11-24T12:00:10.000000001Z is in the future, it is 2026-11-24T12:00:00Z now");
    // A timestamp that the database has just returned may be ahead of the local clock.
    assertThat(kept(Duration.ofHours(1)).problem(at("2026-11-24T12:00:10Z"))).isEmpty();
    assertThat(kept(Duration.ofHours(1)).problem(at("2026-11-24T12:00:00Z"))).isEmpty();
  }

  @Test
  void aStrongReadDoesNotAskHowLongVersionsAreKept() throws InterruptedException {
    SnapshotAge age =
        new SnapshotAge(
            () -> {
              throw new AssertionError("asked");
            },
            () -> NOW);
    assertThat(age.problem(TimestampBound.strong())).isEmpty();
  }

  @Test
  void boundsThatGiveEachReadItsOwnTimestampAreRejected() throws InterruptedException {
    assertThat(
            kept(Duration.ofHours(1)).problem(TimestampBound.ofMaxStaleness(1, TimeUnit.SECONDS)))
        .hasValueSatisfying(
            problem -> assertThat(problem).startsWith("a snapshot that several reads share is"));
  }

  @ParameterizedTest
  @CsvSource({"7d, P7D", "1h, PT1H", "90m, PT90M", "3600s, PT1H", "' 2 H ', PT2H"})
  void periodsAreParsed(String text, Duration period) {
    assertThat(VersionRetention.parse(text)).contains(period);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "1w", "1.5h", "-1h"})
  void otherTextIsNoPeriod(String text) {
    assertThat(VersionRetention.parse(text)).isEmpty();
  }

  @Test
  void theOptionIsFoundInDdlInEverySpelling() throws InterruptedException {
    assertThat(
            VersionRetention.inDdl(
                Dialect.GOOGLE_STANDARD_SQL,
                List.of(
                    "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)",
                    "ALTER DATABASE `my-db` SET OPTIONS (optimizer_version = 6,"
                        + " version_retention_period = '7d')")))
        .contains("7d");
    for (String option :
        List.of("spanner.version_retention_period", "\"spanner.version_retention_period\"")) {
      assertThat(
              VersionRetention.inDdl(
                  Dialect.POSTGRESQL, List.of("ALTER DATABASE \"d\" SET " + option + " = '2h'")))
          .as(option)
          .contains("2h");
    }
    assertThat(VersionRetention.inDdl(Dialect.POSTGRESQL, List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT169H, 7 d 1 h", "PT90M, 1 h 30 min", "PT61S, 1 min 1 s", "PT0.9S, 0 s"})
  void durationsAreDescribedWithTheirTwoLargestUnits(Duration time, String description) {
    assertThat(VersionRetention.describe(time)).isEqualTo(description);
  }
}
