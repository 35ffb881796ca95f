package dev.lintel.pipeline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.RequestOptions;
import com.google.spanner.v1.RequestOptions.Priority;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.cli.GoogleNamesTest;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** The rows about which database a job works on, and how it asks it. */
record GoogleDatabaseRows(GoogleTemplateRuns on) {

  ImmutableMap<String, Executable> tests() {
    return ImmutableMap.<String, Executable>builder()
        .put("`instanceId`, `databaseId`", this::database)
        .put("`spannerInstanceId`, `spannerDatabaseId`", this::databaseOfText)
        .put("`spannerProjectId`", this::project)
        .put("`spannerHost`", this::host)
        .put("`spannerPriority`", this::priority)
        .put("`dataBoostEnabled`", this::dataBoost)
        .put("`snapshotTime`", this::snapshot)
        .put("`spannerSnapshotTime`", this::snapshotOfText)
        .buildOrThrow();
  }

  private void database() {
    on.copy.assertSucceeded();
    assertThat(on.copy.requests().all())
        .extracting(ServerRequests.Request::method)
        .contains("CreateDatabase");
    assertThat(on.text.requests().all())
        .extracting(ServerRequests.Request::method)
        .doesNotContain("CreateDatabase");
  }

  private void databaseOfText() {
    on.csv.assertSucceeded();
    assertThat(on.csv.requests().partitionReads())
        .isNotEmpty()
        .allMatch(read -> read.getSession().startsWith(on.database.name() + "/sessions/"));
  }

  private void project() {
    CommandRun.of(Map.of(), List.of("Spanner_to_GCS_Text", "--textWritePrefix=x/y"))
        .assertRefused(
            "--spannerProjectId is required",
            "--spannerInstanceId is required",
            "--spannerDatabaseId is required",
            "--spannerTable is required");
    databaseOfText();
  }

  private void host() {
    assertThat(GoogleNamesTest.text().getSpannerHost()).isNull();
    on.run(
            "Cloud_Spanner_to_GCS_Avro",
            "--outputDir=" + on.folder.resolve("host"),
            "--spannerHost=https://batch-spanner.googleapis.com")
        .command()
        .assertRefused("--spannerHost contradicts the environment variable SPANNER_EMULATOR_HOST");
    // A self-managed Spanner is asked without credentials, which tests have none of.
    assertThat(
            on.requestsWithoutEmulator(
                    "Cloud_Spanner_to_GCS_Avro",
                    "--instanceId=" + on.database.instanceId(),
                    "--databaseId=not-there",
                    "--outputDir=" + on.folder.resolve("host"),
                    "--spannerHost=" + on.host(),
                    "--spannerSelfManaged=true")
                .all())
        .isNotEmpty();
  }

  private void priority() {
    assertThat(on.text.requests().commits())
        .isNotEmpty()
        .extracting(CommitRequest::getRequestOptions)
        .extracting(RequestOptions::getPriority)
        .containsOnly(Priority.PRIORITY_MEDIUM);
    assertThat(on.lines.requests().commits())
        .isNotEmpty()
        .extracting(CommitRequest::getRequestOptions)
        .extracting(RequestOptions::getPriority)
        .containsOnly(Priority.PRIORITY_LOW);
    assertThat(on.csv.requests().partitionReads())
        .isNotEmpty()
        .extracting(ReadRequest::getRequestOptions)
        .extracting(RequestOptions::getPriority)
        .containsOnly(Priority.PRIORITY_MEDIUM);
    assertThat(on.jsonl.requests().partitionReads())
        .isNotEmpty()
        .extracting(ReadRequest::getRequestOptions)
        .extracting(RequestOptions::getPriority)
        .containsOnly(Priority.PRIORITY_UNSPECIFIED);
  }

  private void dataBoost() {
    assertThat(on.again.assertSucceeded().requests().partitionReads())
        .isNotEmpty()
        .allMatch(ReadRequest::getDataBoostEnabled);
    assertThat(on.avro.requests().partitionReads())
        .isNotEmpty()
        .noneMatch(ReadRequest::getDataBoostEnabled);
  }

  private void snapshot() throws Exception {
    // Rows were written after the snapshot, which this run does not have.
    assertThat(on.query("SELECT COUNT(*) > 6 FROM V")).containsExactly("[true]");
    on.again.assertSucceeded();
    assertThat(Files.readString(on.onlyFolder("again").resolve("lintel-export.json")))
        .contains(on.snapshot(), "\"rows\" : 6");
    on.run(
            "Cloud_Spanner_to_GCS_Avro",
            "--outputDir=" + on.folder.resolve("old"),
            "--snapshotTime=2001-01-01T00:00:00Z")
        .command()
        .assertRefused("--snapshotTime: ");
  }

  private void snapshotOfText() throws Exception {
    on.runCsv(
            "V",
            "--spannerSnapshotTime=" + on.snapshot(),
            "--textWritePrefix=" + on.folder.resolve("then/v"))
        .assertSucceeded();
    assertThat(on.contents("then").lines().filter(line -> line.startsWith("\""))).hasSize(6);
    on.runCsv(
            "V",
            "--spannerSnapshotTime=2001-01-01T00:00:00Z",
            "--textWritePrefix=" + on.folder.resolve("old/v"))
        .command()
        .assertRefused("--spannerSnapshotTime: ");
    assertThat(on.folder.resolve("old")).doesNotExist();
  }
}
