package dev.lintel.pipeline.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.LintelProcess;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.runs.RecordedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that was taken for dead although it is not. */
@Timeout(120)
@SpannerDatabase(ddl = "CREATE TABLE T (Id INT64 NOT NULL) PRIMARY KEY (Id)")
class FrozenRunIT {

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  FrozenRunIT(EmulatorDatabase database) {
    this.database = database;
  }

  @Test
  void cannotRecordItsSuccessAfterAnotherTookOver() throws Exception {
    Path output = folder.resolve("output.log");
    Process frozen =
        LintelProcess.job(
            database,
            output,
            "export",
            "--jobKey=frozen",
            "--jobLeaseSeconds=1",
            "--outputDir=" + folder);
    // It outlives its first lease, because it renews it.
    await()
        .atMost(60, SECONDS)
        .until(() -> RecordedRuns.of(database, "frozen").stream().anyMatch(run -> isRenewed(run)));
    signal("STOP", frozen);
    await()
        .atMost(60, SECONDS)
        .until(() -> RecordedRuns.command(database).out().contains("RUNNING, lease over"));

    ExportRun.of(database, folder, "--jobKey=frozen");
    signal("CONT", frozen);

    assertThat(frozen.waitFor(60, SECONDS)).isTrue();
    assertThat(frozen.exitValue()).isEqualTo(ExitStatus.FAILED.code());
    assertThat(Files.readString(output))
        .contains(" does not hold the job key frozen any more: it was taken for dead");
    assertThat(RecordedRuns.states(database, "frozen")).containsExactly("FAILED", "SUCCEEDED");
    assertThat(RecordedRuns.of(database, "frozen").get(0).get("message").asText())
        .as("the message that the other run has recorded for it stays")
        .startsWith("gave no sign of life until its lease ended; run ");
  }

  private static boolean isRenewed(JsonNode run) {
    Instant first = Instant.parse(run.get("startTime").asText()).plusSeconds(1);
    return run.has("leaseExpires")
        && Instant.parse(run.get("leaseExpires").asText()).isAfter(first);
  }

  private static void signal(String signal, Process process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
