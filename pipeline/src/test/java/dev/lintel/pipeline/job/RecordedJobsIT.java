package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.ledger.Claim;
import dev.lintel.pipeline.ledger.NewRun;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.runs.RecordedRuns;
import dev.lintel.pipeline.summary.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs with a job key, through the command line. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(20),"
          + " Stamp TIMESTAMP OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)",
      RecordedJobsIT.PLAIN
    })
class RecordedJobsIT {

  static final String PLAIN =
      "CREATE TABLE Plain (Id INT64 NOT NULL, Text STRING(5)) PRIMARY KEY (Id)";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  RecordedJobsIT(EmulatorDatabase database) {
    this.database = database;
  }

  private static void note(EmulatorDatabase database, long id, String text)
      throws InterruptedException {
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
  }

  /** Takes a key as another launcher would, for an hour. */
  private static NewRun holdKey(EmulatorDatabase ledger, String jobKey, String job)
      throws InterruptedException {
    return holdKey(ledger, jobKey, job, Duration.ofHours(1));
  }

  private static NewRun holdKey(EmulatorDatabase ledger, String jobKey, String job, Duration lease)
      throws InterruptedException {
    var run =
        new NewRun(
            jobKey,
            RunId.at(Instant.now(), RandomGenerator.getDefault()),
            job,
            "projects/%s/instances/%s/databases/%s"
                .formatted(ledger.projectId(), ledger.instanceId(), ledger.databaseId()),
            "{}",
            "another launcher",
            Optional.empty(),
            lease);
    assertThat(
            new RunLedger(EmulatorConfig.of(ledger))
                .claim(
                    run,
                    holder -> {
                      throw new AssertionError("no run is on Dataflow");
                    }))
        .isInstanceOf(Claim.Granted.class);
    return run;
  }

  private List<Path> exports() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void aRunIsRecordedWithItsParametersAndItsResult() throws Exception {
    note(database, 1, "one");
    note(database, 2, "two");

    ExportRun export =
        ExportRun.of(
            database,
            folder,
            "--runner=DirectRunner",
            "--jobKey=recorded",
            "--since=last",
            "--summaryFile=" + folder + "/s");

    JsonNode run = RecordedRuns.of(database, "recorded").get(0);
    String until = export.facts().readTimestamp();
    assertThat(run.get("runId").asText()).isEqualTo(export.facts().runId());
    assertThat(run.get("job").asText()).isEqualTo("export");
    assertThat(run.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(run.get("rowsWritten").asLong()).isEqualTo(export.rows("Notes"));
    assertThat(run.get("rowsFailed").asLong()).isZero();
    assertThat(run.at("/windows/Notes/until").asText()).isEqualTo(until);
    assertThat(run.at("/windows/Notes/since").isMissingNode()).isTrue();
    assertThat(run.get("parameters").properties())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue().asText())
        .containsExactlyInAnyOrder(
            "spannerProjectId=" + database.projectId(),
            "instanceId=" + database.instanceId(),
            "databaseId=" + database.databaseId(),
            "jobKey=recorded",
            "since=last",
            "outputDir=" + folder,
            "summaryFile=" + folder + "/s");
    assertThat(run.get("launcher").asText()).startsWith("DirectRunner on ").contains(", process ");
    assertThat(run.has("dataflow")).isFalse();
    JsonNode summary = MAPPER.readTree(folder.resolve("s").toFile());
    assertThat(summary.get("connectionsOpened").asLong())
        .as("the ledger uses the connection of the job")
        .isLessThanOrEqualTo(1);
  }

  @Test
  @SpannerDatabase(
      ddl =
          "CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(20),"
              + " Stamp TIMESTAMP OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)")
  void sinceLastIsWhereTheLastSuccessfulRunOfTheKeyEnded(EmulatorDatabase database)
      throws Exception {
    note(database, 1, "one");
    ExportRun first = ExportRun.of(database, folder, "--jobKey=since", "--since=last");
    note(database, 2, "two");
    // Not a run of the key: neither its time nor its files count.
    ExportRun.of(database, folder);
    note(database, 3, "three");
    ExportRun second = ExportRun.of(database, folder, "--jobKey=since", "--since=last");
    ExportRun third = ExportRun.of(database, folder, "--jobKey=since", "--since=last");

    assertThat(first.facts().findTable("Notes").orElseThrow().window()).isNull();
    var window = second.facts().findTable("Notes").orElseThrow().window();
    assertThat(window.since()).isEqualTo(first.facts().readTimestamp());
    assertThat(second.rows("Notes")).isEqualTo(2);
    assertThat(third.rows("Notes")).isZero();
    assertThat(RecordedRuns.of(database, "since").get(1).at("/windows/Notes/since").asText())
        .isEqualTo(first.facts().readTimestamp());
  }

  @Test
  void anExportThatWasFinishedButNotRecordedIsRepeated() throws Exception {
    note(database, 1, "one");
    // It was killed between its last file and its last transaction.
    NewRun killed = holdKey(database, "unmarked", "export", Duration.ZERO);
    ExportRun its = ExportRun.of(database, folder);

    ExportRun next = ExportRun.of(database, folder, "--jobKey=unmarked", "--since=last");

    assertThat(next.facts().findTable("Notes").orElseThrow().window()).isNull();
    assertThat(next.rows("Notes")).isEqualTo(its.rows("Notes"));
    List<JsonNode> runs = RecordedRuns.of(database, "unmarked");
    assertThat(runs.get(0).get("runId").asText()).isEqualTo(killed.runId().value());
    assertThat(RecordedRuns.states(database, "unmarked")).containsExactly("FAILED", "SUCCEEDED");
  }

  @Test
  void whileAnotherRunHoldsTheKey_theJobIsSkippedAndChangesNothing() throws Exception {
    NewRun holder = holdKey(database, "held", "export");

    CommandRun run =
        CommandRun.on(
            database,
            "export",
            "--jobKey=held",
            "--outputDir=" + folder,
            "--summaryFile=" + folder + "/summary.json");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.err())
        .contains(
            "lintel export: skipped, because run %s, which began at ".formatted(holder.runId()))
        .contains(", still holds the job key held");
    assertThat(run.out()).startsWith("export skipped in ");
    assertThat(exports()).isEmpty();
    assertThat(MAPPER.readTree(folder.resolve("summary.json").toFile()).get("state").asText())
        .isEqualTo("SKIPPED");
    assertThat(RecordedRuns.states(database, "held")).containsExactly("RUNNING", "SKIPPED");
  }

  @Test
  void aProblemFoundBeforeTheStartIsRecordedAndFreesTheKey() throws Exception {
    CommandRun wrong =
        CommandRun.on(
            database, "export", "--jobKey=wrong", "--tableNames=Nots", "--outputDir=" + folder);

    assertThat(wrong.status()).isEqualTo(ExitStatus.USAGE);
    JsonNode run = RecordedRuns.of(database, "wrong").get(0);
    assertThat(run.get("state").asText()).isEqualTo("FAILED");
    assertThat(run.get("message").asText())
        .isEqualTo("--tableNames: the database has no table Nots; did you mean Notes?");
    ExportRun.of(database, folder, "--jobKey=wrong", "--tableNames=Notes");
    assertThat(RecordedRuns.states(database, "wrong")).containsExactly("FAILED", "SUCCEEDED");
  }

  @Test
  void recordsThatAnImportWroteAndRejectedAreCounted() throws Exception {
    Files.writeString(
        folder.resolve("Plain.csv"), "Id,Text\n1,one\n2,far too long\n3,three\nx,y\n");

    CommandRun run =
        CommandRun.on(database, "import", "--jobKey=load", "--inputDir=" + folder, "--hasHeader");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    JsonNode recorded = RecordedRuns.of(database, "load").get(0);
    assertThat(recorded.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(recorded.get("rowsWritten").asLong()).isEqualTo(2);
    assertThat(recorded.get("rowsFailed").asLong()).isEqualTo(2);
    assertThat(recorded.get("message").asText())
        .isEqualTo("2 records were rejected, and 0 are allowed");
    assertThat(run.err())
        .contains(
            "lintel: run %s of import failed: 2 records were rejected, and 0 are allowed"
                .formatted(recorded.get("runId").asText()));
  }

  @Test
  void recordsThatAnEnrichmentWroteAndRejectedAreCounted() throws Exception {
    note(database, 7, "seven");
    Path input = Files.writeString(folder.resolve("in.csv"), "Id\n7\n8\n");
    Path spec =
        Files.writeString(
            folder.resolve("spec.json"),
            """
            {"fields": {"Id": "INT64"}, "lookups": [{"name": "note", "table": "Notes", "key": {"Id": "Id"},
              "columns": {"Text": "Text"}, "whenMissing": "deadLetter"}]}
            """);

    CommandRun run =
        CommandRun.on(
            database,
            "enrich",
            "--jobKey=add",
            "--input=" + input,
            "--hasHeader",
            "--spec=" + spec,
            "--maxFailures=1",
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--outputDir=" + folder.resolve("out"));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode recorded = RecordedRuns.of(database, "add").get(0);
    assertThat(recorded.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(recorded.get("rowsWritten").asLong()).isEqualTo(1);
    assertThat(recorded.get("rowsFailed").asLong()).isEqualTo(1);
    assertThat(recorded.has("message")).isFalse();
  }

  @Test
  void aComparisonThatFindsDifferencesIsNoGoodRun(
      @SpannerDatabase(ddl = PLAIN) EmulatorDatabase reference,
      @SpannerDatabase(ddl = PLAIN) EmulatorDatabase checked)
      throws Exception {
    Mutation row = Mutation.newInsertBuilder("Plain").set("Id").to(1).set("Text").to("one").build();
    Rows.write(reference, row);
    String[] options = {"--againstDatabaseId=" + reference.databaseId(), "--jobKey=weekly"};

    CommandRun differs = CommandRun.on(checked, "verify", options);

    assertThat(differs.status()).as(differs.err()).isEqualTo(ExitStatus.DIFFERENT);
    JsonNode recorded = RecordedRuns.of(checked, "weekly").get(0);
    String message = "1 rows differ, and 0 tables differ in their schema";
    assertThat(recorded.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(recorded.get("message").asText()).isEqualTo(message);
    assertThat(differs.err())
        .containsOnlyOnce(
            "lintel: run %s of verify failed: %s"
                .formatted(recorded.get("runId").asText(), message));
    assertThat(RecordedRuns.command(checked, "--maxAge=PT1H").status()).isEqualTo(ExitStatus.STALE);

    Rows.write(checked, row);
    CommandRun same = CommandRun.on(checked, "verify", options);

    assertThat(same.status()).as(same.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(RecordedRuns.of(checked, "weekly").get(1).has("message")).isFalse();
    assertThat(RecordedRuns.command(checked, "--maxAge=PT1H").status())
        .isEqualTo(ExitStatus.SUCCEEDED);
  }

  @Test
  void theLedgerCanBeInAnotherDatabase(SpannerEmulator emulator) throws Exception {
    EmulatorDatabase ledger = emulator.createDatabase("a-ledger", Dialect.POSTGRESQL, List.of());

    ExportRun.of(database, folder, "--jobKey=elsewhere", "--ledgerDatabaseId=a-ledger");

    assertThat(RecordedRuns.states(ledger, "elsewhere")).containsExactly("SUCCEEDED");
    assertThat(RecordedRuns.of(database, "elsewhere")).isEmpty();
    emulator.dropDatabase(ledger);
  }

  @Test
  void anExportOfAllTablesLeavesTheLedgerOut(SpannerEmulator emulator) throws Exception {
    ExportRun export = ExportRun.of(database, folder, "--jobKey=without");
    ExportRun next = ExportRun.of(database, folder, "--jobKey=without");
    ExportRun named = ExportRun.of(database, folder, "--tableNames=LintelJobs,LintelRuns");

    assertThat(export.facts().tables()).extracting("name").containsExactly("Notes", "Plain");
    assertThat(next.facts().tables()).extracting("name").containsExactly("Notes", "Plain");
    assertThat(next.facts().ddl().beforeRows()).noneMatch(ddl -> ddl.contains("Lintel"));
    assertThat(named.facts().tables())
        .extracting("name")
        .containsExactly("LintelJobs", "LintelRuns");
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    next.importInto(copy);
    assertThat(RecordedRuns.command(copy).out())
        .isEqualTo("No runs are recorded; jobs record theirs with --jobKey.\n");
  }

  @Test
  void aRunThatCannotBeRecordedIsRefusedBeforeAnythingElse(SpannerEmulator emulator)
      throws Exception {
    holdKey(database, "of-an-import", "import");

    CommandRun.on(database, "export", "--jobKey=of-an-import", "--outputDir=" + folder)
        .assertRefused(
            "--jobKey: of-an-import is the key of import on projects/%s/instances/%s/databases/%s;"
                    .formatted(database.projectId(), database.instanceId(), database.databaseId())
                + " give this job another");
    CommandRun.on(database, "export", "--jobKey=no key", "--outputDir=" + folder)
        .assertRefused("--jobKey=no key: has to be 1 to 100 letters");
    CommandRun.on(database, "export", "--ledgerDatabaseId=other", "--outputDir=" + folder)
        .assertRefused("--ledgerDatabaseId has no effect without --jobKey");
    CommandRun.on(
            database,
            "export",
            "--jobKey=k",
            "--ledgerDatabaseId=not-there",
            "--outputDir=" + folder)
        .assertRefused(
            "--jobKey: there is no projects/%s/instances/%s/databases/not-there"
                .formatted(database.projectId(), database.instanceId()));
    CommandRun.on(CommandRun.notThere(database), "export", "--jobKey=k", "--outputDir=" + folder)
        .assertRefused("create it first, or name another with --ledgerDatabaseId");
    assertThat(exports()).isEmpty();
  }
}
