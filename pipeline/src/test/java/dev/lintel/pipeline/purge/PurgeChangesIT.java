package dev.lintel.pipeline.purge;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.runs.RecordedRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to rows between the snapshot and the delete, while the run is paused. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Jobs (Id INT64 NOT NULL, State STRING(10), Parent INT64,
        CONSTRAINT FK_Parent FOREIGN KEY (Parent) REFERENCES Jobs (Id)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Steps (Id INT64 NOT NULL, Step INT64 NOT NULL) PRIMARY KEY (Id, Step),
        INTERLEAVE IN PARENT Jobs ON DELETE CASCADE
      """,
      """
      CREATE TABLE Events (Made TIMESTAMP NOT NULL) PRIMARY KEY (Made),
        ROW DELETION POLICY (OLDER_THAN(Made, INTERVAL 30 DAY))
      """
    })
class PurgeChangesIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  PurgeChangesIT(EmulatorDatabase database) {
    this.database = database;
  }

  private void job(long id, String state, Long parent) throws InterruptedException {
    Rows.write(
        database,
        Mutation.newInsertOrUpdateBuilder("Jobs")
            .set("Id")
            .to(id)
            .set("State")
            .to(state)
            .set("Parent")
            .to(parent)
            .build(),
        Mutation.newInsertOrUpdateBuilder("Steps").set("Id").to(id).set("Step").to(1).build());
  }

  @Test
  void aRowThatNoLongerMeetsTheConditionStays_oneThatCannotBeDeletedIsRejected() throws Exception {
    for (long id = 1; id <= 4; id++) {
      job(id, "DONE", null);
    }
    Path rejected = folder.resolve("rejected");
    // There is no job to pause before its first run.
    PurgeRun.ending(
        ExitStatus.SUCCEEDED, database, "Jobs", "--where=State = 'NONE'", "--jobKey=nightly");
    assertThat(RecordedRuns.command(database, "--pause=nightly").status())
        .isEqualTo(ExitStatus.SUCCEEDED);
    var running =
        CompletableFuture.supplyAsync(
            () ->
                PurgeRun.of(
                    database,
                    "Jobs",
                    "--where=State = 'DONE'",
                    "--jobKey=nightly",
                    "--invalidOutputPath=" + rejected));
    await()
        .atMost(60, SECONDS)
        .until(() -> RecordedRuns.states(database, "nightly").contains("RUNNING"));
    await().atMost(60, SECONDS).until(() -> progressed(running));

    job(2, "OPEN", null);
    job(9, "OPEN", 3L);
    assertThat(RecordedRuns.command(database, "--resume=nightly").status())
        .isEqualTo(ExitStatus.SUCCEEDED);
    CommandRun run = running.get(60, SECONDS);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    // Read, deleted, failed, changed.
    assertThat(PurgeRun.figures(run, "Jobs")).isEqualTo("Jobs 4 2 1 1");
    assertThat(PurgeRun.figures(run, "Steps")).isEqualTo("Steps 4 2 0 2");
    assertThat(Rows.of(database, "SELECT Id FROM Jobs ORDER BY Id"))
        .containsExactly("[2]", "[3]", "[9]");

    Rows.write(database, Mutation.delete("Jobs", com.google.cloud.spanner.Key.of(9)));
    CommandRun again =
        PurgeRun.ending(
            ExitStatus.SUCCEEDED,
            database,
            "Jobs",
            "--input=" + rejected + "/*.jsonl",
            "--inputFormat=rejected");
    assertThat(PurgeRun.figures(again, "(keys)")).isEqualTo("(keys) 1 - 0 -");
    assertThat(PurgeRun.figures(again, "Jobs")).isEqualTo("Jobs 1 1 0 0");
    assertThat(Rows.of(database, "SELECT Id FROM Jobs")).containsExactly("[2]");
  }

  /** Whether the run has read its rows: its snapshot is over, and it waits at the gate. */
  private boolean progressed(CompletableFuture<CommandRun> running) {
    return running.isDone()
        || Thread.getAllStackTraces().values().stream()
            .flatMap(Stream::of)
            .anyMatch(frame -> frame.getClassName().endsWith(".PauseWatch"));
  }

  @Test
  void rowsThatReferenceOthersOfTheTableAreDeletedBeforeThem() throws Exception {
    // Each row needs the one with half its number, so that a chain has up to three rows.
    List<Mutation> chain =
        LongStream.range(100, 108)
            .mapToObj(
                id ->
                    Mutation.newInsertBuilder("Jobs")
                        .set("Id")
                        .to(id)
                        .set("State")
                        .to("CHAIN")
                        .set("Parent")
                        .to(id < 102 ? null : Long.valueOf(100 + (id - 100) / 2))
                        .build())
            .toList();
    Rows.write(database, chain.toArray(Mutation[]::new));
    CommandRun refused =
        PurgeRun.ending(
            ExitStatus.USAGE, database, "Jobs", "--where=Id = 102", "--includeChildren");
    assertThat(refused.err())
        .contains("2 rows of table Jobs depend on rows to delete (FK_Parent references Jobs)")
        .contains("delete these rows before, or in the same run");

    CommandRun run =
        PurgeRun.ending(ExitStatus.SUCCEEDED, database, "Jobs", "--where=State = 'CHAIN'");
    assertThat(PurgeRun.figures(run, "Jobs")).isEqualTo("Jobs 8 8 0 0");
  }

  @Test
  void aPolicyThatDeletesTheRowsAnywayIsMentioned() throws Exception {
    String hint =
        "table Events has a row deletion policy, OLDER_THAN(Made, INTERVAL 30 DAY): Spanner deletes"
            + " such rows by itself";
    CommandRun run =
        PurgeRun.ending(
            ExitStatus.SUCCEEDED, database, "Events", "--olderThan=P60D", "--column=made");
    assertThat(run.err()).contains("lintel purge: " + hint);

    CommandRun doctor =
        CommandRun.on(
            database,
            "doctor",
            "--jobs=purge",
            "--tableName=Events",
            "--olderThan=P60D",
            "--column=Made");
    assertThat(doctor.out()).contains("hint: " + hint);
  }
}
