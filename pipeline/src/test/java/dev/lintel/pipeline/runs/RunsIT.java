package dev.lintel.pipeline.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.ledger.LedgerTables;
import dev.lintel.pipeline.report.Pages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** {@code ./lintel runs} on a ledger with runs of several days. */
@Timeout(120)
class RunsIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private static void record(
      EmulatorDatabase ledger, String jobKey, Duration ago, String state, @Nullable String message)
      throws InterruptedException {
    Instant end = Instant.now().minus(ago);
    Rows.write(
        ledger,
        Mutation.newInsertOrUpdateBuilder("LintelJobs")
            .set("JobKey")
            .to(jobKey)
            .set("Job")
            .to("export")
            .set("DatabaseName")
            .to("d")
            .build(),
        Mutation.newInsertBuilder("LintelRuns")
            .set("JobKey")
            .to(jobKey)
            .set("RunId")
            .to("run-" + ago.toHours())
            .set("Job")
            .to("export")
            .set("State")
            .to(state)
            .set("StartTime")
            .to(timestamp(end.minusSeconds(60)))
            .set("EndTime")
            .to(timestamp(end))
            .set("RowsWritten")
            .to(1234)
            .set("Message")
            .to(message)
            .set("Parameters")
            .to("{}")
            .set("Launcher")
            .to("test")
            .build());
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.ofTimeSecondsAndNanos(time.getEpochSecond(), time.getNano());
  }

  /** A key with a good run 26 hours ago and what is not good since, and one with no good run. */
  private static void record(EmulatorDatabase ledger) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(ledger))) {
      lease.connection().updateDdl(LedgerTables.ddl(ledger.dialect()));
    }
    record(ledger, "nightly", Duration.ofHours(50), "SUCCEEDED", null);
    record(ledger, "nightly", Duration.ofHours(26), "SUCCEEDED", null);
    record(ledger, "nightly", Duration.ofHours(3), "SUCCEEDED", "9 records were rejected");
    record(ledger, "nightly", Duration.ofHours(2), "FAILED", "no <permission>");
    record(ledger, "nightly", Duration.ofHours(1), "SKIPPED", "run r was still running");
    record(ledger, "weekly", Duration.ofHours(5), "FAILED", "no permission");
  }

  private void checkAges(EmulatorDatabase ledger) throws Exception {
    CommandRun recent = RecordedRuns.command(ledger, "--jobKey=nightly", "--maxAge=PT27H");
    assertThat(recent.status()).as(recent.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(recent.err()).isEmpty();
    assertThat(recent.out())
        .containsPattern("nightly +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +26 h +recent\n")
        .doesNotContain("weekly");

    // However few runs are shown, all of them are looked at.
    CommandRun stale = RecordedRuns.command(ledger, "--maxAge=PT25H", "--maxRuns=1");
    assertThat(stale.status()).isEqualTo(ExitStatus.STALE);
    assertThat(stale.status().code()).isEqualTo(5);
    assertThat(stale.err())
        .isEqualTo(
            """
            lintel runs: nightly: last good run 26 h ago, which may be 25 h old
            lintel runs: weekly: no good run is recorded
            """);

    JsonNode json =
        MAPPER.readTree(RecordedRuns.command(ledger, "--maxAge=P1DT3H", "--format=json").out());
    assertThat(json.get("runs")).hasSize(6);
    assertThat(json.at("/freshness/0/jobKey").asText()).isEqualTo("nightly");
    assertThat(json.at("/freshness/0/isRecent").asBoolean()).isTrue();
    assertThat(json.at("/freshness/0/ageSeconds").asLong()).isBetween(26 * 3600L, 27 * 3600L);
    assertThat(json.at("/freshness/1/isRecent").asBoolean()).isFalse();
    assertThat(json.at("/freshness/1").has("lastGoodRunEnd")).isFalse();
  }

  @Test
  @SpannerDatabase
  void theStatusSaysWhetherTheLastGoodRunOfEachKeyIsRecentEnough(EmulatorDatabase ledger)
      throws Exception {
    CommandRun none = RecordedRuns.command(ledger, "--maxAge=PT1H");
    assertThat(none.status()).isEqualTo(ExitStatus.STALE);
    assertThat(none.err()).isEqualTo("lintel runs: no run is recorded, with any job key\n");
    assertThat(RecordedRuns.command(ledger).status()).isEqualTo(ExitStatus.SUCCEEDED);
    record(ledger);
    checkAges(ledger);
    CommandRun other = RecordedRuns.command(ledger, "--jobKey=daily", "--maxAge=PT1H");
    assertThat(other.status()).isEqualTo(ExitStatus.STALE);
    assertThat(other.err()).isEqualTo("lintel runs: daily: no run is recorded\n");
    checkPage(ledger);
  }

  @Test
  @SpannerDatabase(dialect = Dialect.POSTGRESQL)
  void inPostgresAsWell(EmulatorDatabase ledger) throws Exception {
    record(ledger);
    checkAges(ledger);
  }

  private void checkPage(EmulatorDatabase ledger) throws Exception {
    Path file = folder.resolve("runs.html");
    CommandRun run =
        RecordedRuns.command(ledger, "--format=html", "--maxAge=PT25H", "--outputFile=" + file);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.STALE);
    assertThat(run.out()).isEmpty();
    Document page = Pages.parse(Files.readString(file));
    assertThat(Pages.elements(page, "h2"))
        .extracting(Element::getTextContent)
        .containsExactly("Freshness", "nightly", "weekly");
    assertThat(page.getDocumentElement().getTextContent())
        .contains(
            ledger.name(),
            "export: last good run 26 h ago",
            "export: no good run",
            "no <permission>",
            "run r was still running",
            "3 succeeded, 1 failed, 1 skipped");
    assertThat(Pages.parse(RecordedRuns.command(ledger, "--format=html").out())).isNotNull();
  }

  @Test
  @SpannerDatabase
  void whatIsNoDurationOrNoFileIsRefused(EmulatorDatabase ledger) {
    RecordedRuns.command(ledger, "--maxAge=26h")
        .assertRefused("--maxAge=26h: has to be a duration such as PT26H, PT90M or P2D");
    RecordedRuns.command(ledger, "--maxAge=PT", "--outputFile=" + folder)
        .assertRefused("--maxAge=PT: has to be a duration such as PT26H, PT90M or P2D");
    RecordedRuns.command(ledger, "--outputFile=" + folder)
        .assertRefused("--outputFile: %s is a folder".formatted(folder));
  }
}
