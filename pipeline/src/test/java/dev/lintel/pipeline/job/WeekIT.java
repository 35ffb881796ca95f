package dev.lintel.pipeline.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.cli.LintelProcess;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.faults.HeldCalls;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.runs.RecordedRuns;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A week of nightly incremental exports with writes between them. One night is launched twice, one
 * is killed before its end, and on one the database does not answer.
 */
@Timeout(600)
@SpannerDatabase(
    ddl =
        "CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(20), Stamp TIMESTAMP"
            + " OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)")
class WeekIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String KEY = "nightly";

  /** One committed change of a row. */
  private record Change(long id, String text, Timestamp time) {}

  private final EmulatorDatabase database;
  private final Random random = new Random(20261124);
  private final List<Change> changes = new ArrayList<>();
  private final List<Process> launched = new ArrayList<>();

  @TempDir private Path folder;

  WeekIT(EmulatorDatabase database) {
    this.database = database;
  }

  @AfterEach
  void stop() {
    launched.forEach(Process::destroyForcibly);
  }

  /** Writes new rows, and changes some of the old ones, each in its own commit. */
  private void aDayPasses(int day) throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      long id = i < 5 ? day * 100L + i : 100 + random.nextInt(day * 100);
      String text = "day %d, change %d".formatted(day, i);
      Timestamp time =
          Rows.write(
              database,
              Mutation.newInsertOrUpdateBuilder("Notes")
                  .set("Id")
                  .to(id)
                  .set("Text")
                  .to(text)
                  .set("Stamp")
                  .to(Value.COMMIT_TIMESTAMP)
                  .build());
      changes.add(new Change(id, text, time));
    }
  }

  private String[] options(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--jobKey=" + KEY,
                "--since=last",
                "--format=jsonl",
                "--outputDir=" + folder.resolve("exports")));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  private void aNightPasses() {
    CommandRun run = CommandRun.on(database, "export", options());
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  private String stateOfTheLastRun() {
    List<String> states = RecordedRuns.states(database, KEY);
    return states.get(states.size() - 1);
  }

  /** Starts a launch that cannot end, because it gets no rows. */
  private Process begin(HeldCalls calls) throws Exception {
    Path output = folder.resolve("output.log");
    Process process = LintelProcess.job(calls.database(), output, "export", options());
    launched.add(process);
    calls.await(process, output);
    assertThat(stateOfTheLastRun()).isEqualTo("RUNNING");
    return process;
  }

  private HeldCalls held() {
    return HeldCalls.after(database, 1, "PartitionQuery");
  }

  @Test
  void theExportsTogetherAreTheDatabase(SpannerEmulator emulator) throws Exception {
    aDayPasses(1);
    aNightPasses();
    aDayPasses(2);
    aNightPasses();

    aDayPasses(3);
    try (var calls = held()) {
      // It is slow that night, so that it is still running at the second launch.
      Process first = begin(calls);
      CommandRun second = CommandRun.on(database, "export", options());
      assertThat(second.status()).as(second.err()).isEqualTo(ExitStatus.SUCCEEDED);
      assertThat(second.err()).contains("lintel export: skipped, because run ");
      calls.letThrough();
      assertThat(first.waitFor(60, SECONDS)).isTrue();
      assertThat(first.exitValue()).as(Files.readString(folder.resolve("output.log"))).isZero();
    }

    aDayPasses(4);
    try (var calls = held()) {
      begin(calls).destroyForcibly().waitFor();
    }
    RecordedRuns.endLease(database, KEY, Timestamp.now());

    aDayPasses(5);
    CommandRun away = CommandRun.on(away(), "export", options("--connectTimeoutSeconds=1"));
    assertThat(away.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(away.err())
        .contains("lintel export: Cannot connect to ")
        .containsPattern("UNAVAILABLE|DEADLINE_EXCEEDED");

    aDayPasses(6);
    aNightPasses();
    aDayPasses(7);
    aNightPasses();

    assertThat(RecordedRuns.states(database, KEY))
        .containsExactly(
            "SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SKIPPED", "FAILED", "SUCCEEDED", "SUCCEEDED");
    String story = RecordedRuns.command(database, "--jobKey=" + KEY).out();
    assertThat(story)
        .contains("gave no sign of life until its lease ended; run ")
        .contains(" was still running");
    assertNoRunOverlapped();

    List<ExportRun> exports = exports();
    assertThat(exports).as("of the nights whose run succeeded").hasSize(5);
    Optional<String> since = Optional.empty();
    for (ExportRun export : exports) {
      since = Optional.of(assertHasEachChangeOfItsWindowOnce(export, since));
    }
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    for (ExportRun export : exports) {
      export.importInto(copy);
    }
    String all = "SELECT Id, Text, Stamp FROM Notes ORDER BY Id";
    assertThat(Rows.of(copy, all)).isEqualTo(Rows.of(database, all)).hasSizeGreaterThan(30);
  }

  /** The same database, where nobody answers. */
  private EmulatorDatabase away() throws IOException {
    try (var port = new ServerSocket(0)) {
      return new EmulatorDatabase(
          "localhost:" + port.getLocalPort(),
          database.projectId(),
          database.instanceId(),
          database.databaseId(),
          database.dialect());
    }
  }

  private void assertNoRunOverlapped() {
    Instant end = Instant.MIN;
    for (JsonNode run : RecordedRuns.of(database, KEY)) {
      if (!run.get("state").asText().equals("SKIPPED")) {
        assertThat(Instant.parse(run.get("startTime").asText())).isAfterOrEqualTo(end);
        end = Instant.parse(run.get("endTime").asText());
      }
    }
  }

  /** The finished exports, in the order of their snapshots. */
  private List<ExportRun> exports() throws IOException {
    List<ExportRun> exports = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder.resolve("exports"))) {
      for (Path export : folders.toList()) {
        if (ExportFolder.isExport(export.toString())) {
          exports.add(new ExportRun(export));
        }
      }
    }
    // Not by name, because two nights of the test can begin in the same second.
    Map<Path, String> snapshots = new HashMap<>();
    for (ExportRun export : exports) {
      snapshots.put(export.folder(), export.facts().readTimestamp());
    }
    exports.sort(Comparator.comparing(export -> snapshots.get(export.folder())));
    return exports;
  }

  /** Returns the end of the window, at which the next one must begin. */
  private String assertHasEachChangeOfItsWindowOnce(ExportRun export, Optional<String> since)
      throws IOException {
    LintelExport.TableFacts notes = export.facts().findTable("Notes").orElseThrow();
    Optional<String> begin = Optional.ofNullable(notes.window()).map(LintelExport.Window::since);
    assertThat(begin).isEqualTo(since);
    Timestamp until = Timestamp.parseTimestamp(export.facts().readTimestamp());
    var latest = new TreeMap<Long, Change>();
    changes.stream()
        .filter(change -> change.time().compareTo(until) <= 0)
        .forEach(change -> latest.put(change.id(), change));
    if (begin.isPresent()) {
      Timestamp after = Timestamp.parseTimestamp(begin.get());
      latest.values().removeIf(change -> change.time().compareTo(after) <= 0);
    }
    List<String> exported = new ArrayList<>();
    for (var file : notes.files()) {
      for (String line : Files.readAllLines(export.folder().resolve(file.name()))) {
        JsonNode row = MAPPER.readTree(line);
        exported.add(row.get("Id").asText() + " " + row.get("Text").asText());
      }
    }
    assertThat(exported)
        .containsExactlyInAnyOrderElementsOf(
            latest.values().stream().map(change -> change.id() + " " + change.text()).toList());
    return export.facts().readTimestamp();
  }
}
