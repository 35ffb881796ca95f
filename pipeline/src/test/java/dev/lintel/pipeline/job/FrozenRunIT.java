package dev.lintel.pipeline.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.Timestamp;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.LintelProcess;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.faults.HeldCalls;
import dev.lintel.pipeline.runs.RecordedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that was taken for dead although it is not. */
@Timeout(240)
@SpannerDatabase(ddl = "CREATE TABLE T (Id INT64 NOT NULL) PRIMARY KEY (Id)")
class FrozenRunIT {
  /** The default of {@code --jobLeaseSeconds}. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  FrozenRunIT(EmulatorDatabase database) {
    this.database = database;
  }

  @Test
  void cannotRecordItsSuccessAfterAnotherTookOver() throws Exception {
    Path output = folder.resolve("output.log");
    // So it is frozen before it has read its table.
    try (var calls = HeldCalls.after(database, 1, "PartitionRead")) {
      Process frozen =
          LintelProcess.job(
              calls.database(), output, "export", "--jobKey=frozen", "--outputDir=" + folder);
      try {
        calls.await(frozen, output);
        assertThat(RecordedRuns.of(database, "frozen"))
            .singleElement()
            .satisfies(FrozenRunIT::isRenewed);
        signal("STOP", frozen);
        RecordedRuns.endLease(database, "frozen", Timestamp.now());
        assertThat(RecordedRuns.command(database).out()).contains("RUNNING, lease over");

        ExportRun.of(database, folder, "--jobKey=frozen");
        calls.letThrough();
        signal("CONT", frozen);

        assertThat(frozen.waitFor(60, SECONDS)).isTrue();
        assertThat(frozen.exitValue()).isEqualTo(ExitStatus.FAILED.code());
      } finally {
        frozen.destroyForcibly();
      }
    }
    assertThat(Files.readString(output))
        .contains(" does not hold the job key frozen any more: it was taken for dead");
    assertThat(RecordedRuns.states(database, "frozen")).containsExactly("FAILED", "SUCCEEDED");
    assertThat(RecordedRuns.of(database, "frozen").get(0).get("message").asText())
        .as("the message that the other run has recorded for it stays")
        .startsWith("gave no sign of life until its lease ended; run ");
  }

  /** A run renews its lease when its pipeline starts. */
  private static void isRenewed(JsonNode run) {
    assertThat(Instant.parse(run.get("leaseExpires").asText()))
        .isAfter(Instant.parse(run.get("startTime").asText()).plus(LEASE));
  }

  private static void signal(String signal, Process process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
