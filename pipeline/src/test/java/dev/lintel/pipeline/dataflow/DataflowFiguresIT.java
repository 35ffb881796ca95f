package dev.lintel.pipeline.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.files.DeniedFileSystem;
import dev.lintel.pipeline.report.Pages;
import dev.lintel.pipeline.runs.RecordedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a launcher reports of a job that is done, from what Dataflow says of its metrics. */
@Timeout(120)
@SpannerDatabase(ddl = DataflowFiguresIT.TABLE)
class DataflowFiguresIT {

  static final String TABLE = "CREATE TABLE T (Id INT64 NOT NULL) PRIMARY KEY (Id)";

  private static final String FORBIDDEN =
      """
      {"error": {"code": 403, "message": "Permission dataflow.metrics.get denied"}}
      """;

  /** Dataflow's own, which each job has that ran. */
  private static final String OF_DATAFLOW =
      """
      {"name": {"origin": "dataflow/v1b3", "name": "TotalVcpuTime", "context": {}}, "scalar": 7}
      """;

  private final EmulatorDatabase database;
  private final EmulatorDatabase reference;
  private final FakeGoogle google = new FakeGoogle();

  @TempDir private Path folder;

  DataflowFiguresIT(EmulatorDatabase database, SpannerEmulator emulator) {
    this.database = database;
    this.reference = emulator.createDatabase(List.of(TABLE));
  }

  @BeforeEach
  void endJobs() {
    google.endJobsAs("JOB_STATE_DONE");
  }

  @AfterEach
  void closeGoogle() {
    google.close();
  }

  private CommandRun run(String job, List<String> more) throws IOException {
    List<String> options = new ArrayList<>(google.options());
    options.add("--jobName=nightly");
    options.add("--filesToStage=" + Files.writeString(folder.resolve("lintel.jar"), "a jar"));
    options.add("--summaryFile=" + summary());
    options.addAll(more);
    return CommandRun.on(database, job, options.toArray(String[]::new));
  }

  private CommandRun runImport(String... more) throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(input.resolve("T.csv"), "Id\n1\n");
    List<String> options = new ArrayList<>(List.of("--inputDir=" + input, "--hasHeader"));
    options.addAll(List.of(more));
    return run("import", options);
  }

  private Path summary() {
    return folder.resolve("summary.json");
  }

  /** A counter of a step, as Dataflow reports it: once as committed, once as tentative. */
  private static String counter(String name, long value) {
    String metric =
        """
        {"name": {"origin": "user", "name": "%s", "context": {"step": "s1", "namespace":
            "dev.lintel.pipeline.summary.TableMetrics"%s}}, "scalar": %d}
        """;
    return metric.formatted(name, "", value)
        + ","
        + metric.formatted(name, ", \"tentative\": \"true\"", value);
  }

  private void answerMetrics(String... metrics) {
    google.answerMetrics(200, "{\"metrics\": [%s]}".formatted(String.join(",", metrics)));
  }

  @Test
  void figuresThatMayNotBeRead_areNotZero() throws Exception {
    google.answerMetrics(403, FORBIDDEN);
    Path page = folder.resolve("report.html");

    CommandRun run = runImport("--reportFile=" + page);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains(
            "lintel import: the job is done, but Dataflow does not report its figures",
            "the launcher's account needs dataflow.metrics.get, which roles/dataflow.viewer has",
            "Permission dataflow.metrics.get denied");
    assertThat(run.out().lines()).as("no table of zeros").hasSize(1);
    JsonNode written = new ObjectMapper().readTree(summary().toFile());
    assertThat(written.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(written.path("tables")).isEmpty();
    assertThat(Pages.parse(Files.readString(page)).getDocumentElement().getTextContent())
        .contains("Dataflow does not report its figures");
    assertThat(google.requests().stream().filter(request -> request.endsWith("/metrics")).count())
        .as("asking again does not help")
        .isLessThan(10);
  }

  @Test
  void aComparisonWithoutFigures_doesNotSayThatNoRowDiffers() throws Exception {
    google.answerMetrics(403, FORBIDDEN);

    CommandRun run = run("verify", List.of("--againstDatabaseId=" + reference.databaseId()));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out()).doesNotContain("No row differs");
  }

  @Test
  void anEmptyListOfMetrics_isNoAnswer() throws Exception {
    CommandRun run = runImport();

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("its list of metrics is empty");
  }

  @Test
  void aListThatIsEmptyAtFirst_isAskedForAgain() throws Exception {
    google.answerMetricsOnce("{}");
    answerMetrics(OF_DATAFLOW, counter("read_T", 9), counter("written_T", 9));

    CommandRun run = runImport();

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out()).containsPattern("T +9 +9 +0");
  }

  @Test
  void withoutFiguresToo_filesThatCannotBeWrittenAreNoFailureOfTheRun() throws Exception {
    google.answerMetrics(403, FORBIDDEN);
    DeniedFileSystem.forget();

    CommandRun run =
        runImport(
            "--jobKey=denied",
            "--reportFile=denied://listed/report.html",
            "--openLineageFile=denied://once/figures.jsonl");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains(
            "lintel import: the job is done, but Dataflow does not report its figures",
            "warning: the file of --openLineageFile could not be written: 403 Forbidden",
            "warning: the file of --reportFile could not be written: cannot write the report");
    assertThat(RecordedRuns.states(database, "denied"))
        .as("the job records its own end")
        .containsExactly("RUNNING");
  }

  @Test
  void aJobThatCountedNothing_hasZeros() throws Exception {
    answerMetrics(OF_DATAFLOW);

    CommandRun run = runImport();

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out()).containsPattern("T +0 +0 +0");
  }

  @Test
  void rejectedRecordsThatDataflowReports_decideOnTheStatus() throws Exception {
    answerMetrics(
        OF_DATAFLOW, counter("read_T", 9), counter("written_T", 7), counter("failed_T", 2));

    CommandRun run = runImport();

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(run.out()).containsPattern("T +9 +7 +2");
  }
}
