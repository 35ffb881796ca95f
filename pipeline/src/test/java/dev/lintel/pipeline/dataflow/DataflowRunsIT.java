package dev.lintel.pipeline.dataflow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.Timestamp;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.report.Pages;
import dev.lintel.pipeline.runs.RecordedRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on Dataflow in the ledger: which run holds the key after its launcher has ended. */
@Timeout(60)
@SpannerDatabase(ddl = "CREATE TABLE T (Id INT64 NOT NULL) PRIMARY KEY (Id)")
class DataflowRunsIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Timestamp LONG_AGO = Timestamp.parseTimestamp("2026-01-01T00:00:00Z");
  private static final String BEFORE = "2025-12-31T23:59:00Z";
  private static final String AFTER = "2026-01-01T00:01:00Z";

  private final EmulatorDatabase database;
  private final FakeGoogle google = new FakeGoogle();

  @TempDir private Path folder;

  DataflowRunsIT(EmulatorDatabase database) {
    this.database = database;
  }

  @AfterEach
  void closeGoogle() {
    google.close();
  }

  private CommandRun launch(String jobKey, String... more) throws IOException {
    List<String> options = new ArrayList<>(google.options());
    options.add("--jobName=nightly");
    options.add("--jobKey=" + jobKey);
    options.add("--filesToStage=" + Files.writeString(folder.resolve("lintel.jar"), "a jar"));
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(input.resolve("T.csv"), "Id\n1\n");
    options.add("--inputDir=" + input);
    options.add("--hasHeader");
    options.addAll(List.of(more));
    return CommandRun.on(database, "import", options.toArray(String[]::new));
  }

  private CommandRun launchExport(String jobKey) throws IOException {
    List<String> options = new ArrayList<>(google.options());
    options.add("--jobName=nightly");
    options.add("--jobKey=" + jobKey);
    options.add("--filesToStage=" + Files.writeString(folder.resolve("lintel.jar"), "a jar"));
    options.add("--outputDir=" + folder.resolve("out"));
    return CommandRun.on(database, "export", options.toArray(String[]::new));
  }

  /** Launches like Cloud Scheduler and Dataflow: the launcher writes the job to a file and ends. */
  private CommandRun launchTemplate(String jobKey) throws IOException {
    return launch(
        jobKey, "--templateLocation=" + folder.resolve("job.json"), "--reportFile=" + page());
  }

  /** Ends the lease of the run that holds the key. */
  private void endLease(String jobKey) throws InterruptedException {
    RecordedRuns.endLease(database, jobKey, LONG_AGO);
  }

  private List<String> states(String jobKey) {
    return RecordedRuns.states(database, jobKey);
  }

  @Test
  void aTemplatesRunHoldsTheKeyUntilDataflowSaysThatItsJobIsOver() throws Exception {
    assertThat(launchTemplate("template").status()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(page()).as("its launcher ends before the job does").doesNotExist();
    JsonNode first = RecordedRuns.of(database, "template").get(0);
    assertThat(first.get("state").asText()).isEqualTo("RUNNING");
    assertThat(first.get("dataflow"))
        .isEqualTo(
            MAPPER.readTree(
                "{\"project\": \"some-project\", \"region\": \"europe-west1\", \"jobName\":"
                    + " \"nightly\"}"));
    assertThat(first.get("leaseExpires").asText())
        .as("long enough for the job to appear")
        .isGreaterThan(
            Timestamp.ofTimeSecondsAndNanos(Timestamp.now().getSeconds() + 600, 0).toString());

    CommandRun second = launchTemplate("template");
    assertThat(second.status()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(second.err()).contains("skipped, because run " + first.get("runId").asText());
    assertThat(stepNames())
        .as("a job that does nothing, as a launch without one counts as failed")
        .hasSize(2)
        .allMatch(name -> name.startsWith("Skipped, run "));
    assertThat(google.requests()).noneMatch(request -> request.contains("/jobs"));

    endLease("template");
    google.addJob("other", "nightly", "JOB_STATE_RUNNING", BEFORE, Map.of("lintel-run", "another"));
    google.addJob(
        "job-1",
        "nightly",
        "JOB_STATE_RUNNING",
        BEFORE,
        Map.of("lintel-run", first.get("runId").asText().toLowerCase(Locale.ROOT)));
    launchTemplate("template");
    assertThat(states("template")).containsExactly("RUNNING", "SKIPPED", "SKIPPED");
    assertThat(google.requests())
        .contains("GET /v1b3/projects/some-project/locations/europe-west1/jobs");

    google.setState("job-1", "JOB_STATE_FAILED");
    launchTemplate("template");
    assertThat(states("template")).containsExactly("FAILED", "SKIPPED", "SKIPPED", "RUNNING");
    assertThat(RecordedRuns.of(database, "template").get(0).get("message").asText())
        .startsWith("its Dataflow job ended without finishing it; run ");
  }

  @Test
  void aLaunchThatBecameNoJobHoldsTheKeyOnlyDuringItsLease() throws Exception {
    launchTemplate("nothing");
    endLease("nothing");

    launchTemplate("nothing");

    assertThat(states("nothing")).containsExactly("FAILED", "RUNNING");
  }

  @Test
  void aJobWithoutALabelIsTakenForTheRunsIfItWasCreatedDuringTheLease() throws Exception {
    launchTemplate("unlabelled");
    endLease("unlabelled");
    // The job of the launch that asks: Dataflow creates it before there is a pipeline.
    google.addJob("own", "nightly", "JOB_STATE_RUNNING", AFTER, Map.of());
    google.addJob("queued", "nightly", "JOB_STATE_RUNNING", BEFORE, Map.of());

    launchTemplate("unlabelled");
    assertThat(states("unlabelled")).containsExactly("RUNNING", "SKIPPED");

    google.setState("queued", "JOB_STATE_CANCELLED");
    launchTemplate("unlabelled");
    assertThat(states("unlabelled")).containsExactly("FAILED", "SKIPPED", "RUNNING");
  }

  @Test
  void aLauncherThatFailsLeavesTheKeyToTheJobThatContinues() throws Exception {
    var ended = new AtomicReference<CommandRun>();
    var launcher =
        new Thread(
            () -> {
              try {
                ended.set(launchExport("orphan"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    launcher.start();
    // The launcher waits for the job from now on. A command cannot be used to find that out,
    // because
    // it would set other options for the file systems of this process.
    String noted =
        "SELECT RunId FROM LintelRuns WHERE JobKey = 'orphan' AND DataflowJobId IS NOT NULL";
    await()
        .atMost(50, SECONDS)
        .until(() -> google.jobs().size() == 1 && !Rows.of(database, noted).isEmpty());
    writeTemporaryFile("orphan");

    launcher.interrupt();
    launcher.join();

    assertThat(ended.get().status()).as(ended.get().err()).isEqualTo(ExitStatus.FAILED);
    assertThat(states("orphan")).containsExactly("RUNNING");
    assertThat(launchExport("orphan").err()).contains("skipped, because run ");
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      assertThat(files.filter(Files::isRegularFile)).as("what the job has written").hasSize(1);
    }
    assertThat(google.jobs()).as("not two at the same time").hasSize(1);
  }

  @Test
  void aSubmissionWithoutAnAnswerLeavesTheKeyToTheJobThatMayRun() throws Exception {
    google.loseAnswers(() -> writeTemporaryFile("lost"));

    CommandRun run = launchExport("lost");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("it is unknown whether the job nightly runs", " keeps its job key for now");
    assertThat(states("lost")).containsExactly("RUNNING");
    assertThat(launchExport("lost").err()).contains("skipped, because run ");
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      assertThat(files.filter(Files::isRegularFile)).as("what the job has written").hasSize(1);
    }

    endLease("lost");
    assertThat(launchExport("lost").err())
        .as("it is found by its label")
        .contains("skipped, because run ");
    assertThat(google.jobs()).as("not two at the same time").hasSize(1);
  }

  /** The job of this name may be another run's, or this run's own after a repeated request. */
  @ParameterizedTest
  @CsvSource({
    "409, There is already an active job named nightly. Please wait until it ends.",
    "499, The operation was cancelled."
  })
  void anAnswerThatDoesNotSayWhetherTheJobRuns_leavesTheKey(int status, String message)
      throws Exception {
    google.answerSubmissions(status, message);
    String key = "unclear" + status;

    CommandRun run = launchExport(key);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("the answer to its submission is missing or does not say, so run ")
        .contains(message);
    assertThat(states(key)).containsExactly("RUNNING");
  }

  @Test
  void aSubmissionThatIsRefusedFreesTheKey() throws Exception {
    google.refuse("The caller does not have permission");

    CommandRun run = launchExport("refused");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("The caller does not have permission").doesNotContain("unknown");
    assertThat(states("refused")).containsExactly("FAILED");
  }

  @Test
  void whileDataflowDoesNotAnswer_theLaunchFailsAndSaysWhy() throws Exception {
    launchTemplate("silent");
    endLease("silent");
    google.refuse("The caller does not have permission");

    CommandRun run = launchTemplate("silent");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains(" is over, because Dataflow does not report the state of its job")
        .contains("The caller does not have permission");
    assertThat(states("silent")).containsExactly("RUNNING");
  }

  @Test
  void aRunThatTheLauncherWaitsForIsRecordedWithItsJob() throws Exception {
    google.endJobsAs("JOB_STATE_FAILED");

    CommandRun run = launch("direct", "--reportFile=" + page());

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FAILED);
    JsonNode recorded = RecordedRuns.of(database, "direct").get(0);
    assertThat(recorded.get("state").asText()).isEqualTo("FAILED");
    assertThat(recorded.get("message").asText()).isEqualTo("the pipeline failed");
    assertThat(recorded.at("/dataflow/jobId").asText())
        .isEqualTo(google.jobs().get(0).get("id").asText());
    assertThat(google.jobs().get(0).at("/labels/lintel-run").asText())
        .isEqualTo(recorded.get("runId").asText().toLowerCase(Locale.ROOT));
    assertThat(Pages.parse(Files.readString(page())).getDocumentElement().getTextContent())
        .contains(
            "failed in",
            "DataflowRunner on ",
            "--jobKey=direct",
            "--runner=org.apache.beam.runners.dataflow.DataflowRunner",
            "--project=some-project",
            "--region=europe-west1")
        .doesNotContain("filesToStage", "gcpCredential");
  }

  /** Writes what the running export of this key could have written. */
  private void writeTemporaryFile(String jobKey) {
    try {
      String runId =
          Rows.of(database, "SELECT RunId FROM LintelRuns WHERE JobKey = '%s'".formatted(jobKey))
              .get(0)
              .replaceAll("[\\[\\]]", "");
      Path written =
          folder.resolve(
              "out/%s-%s-%s/_temporary/part"
                  .formatted(database.instanceId(), database.databaseId(), runId));
      Files.createDirectories(written.getParent());
      Files.writeString(written, "rows");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path page() {
    return folder.resolve("report.html");
  }

  private List<String> stepNames() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode step : MAPPER.readTree(folder.resolve("job.json").toFile()).get("steps")) {
      JsonNode name = step.at("/properties/user_name");
      names.add(name.isObject() ? name.path("value").asText() : name.asText());
    }
    return names;
  }
}
