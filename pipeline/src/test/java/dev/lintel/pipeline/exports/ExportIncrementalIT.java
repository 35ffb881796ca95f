package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports of what was written since the one before. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      ExportIncrementalIT.NOTES,
      "CREATE TABLE Plain (Id INT64 NOT NULL, Text STRING(20)) PRIMARY KEY (Id)"
    })
class ExportIncrementalIT {
  static final String NOTES =
      """
      CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(20),
        `At` TIMESTAMP OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)
      """;

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ExportIncrementalIT(EmulatorDatabase database) {
    this.database = database;
  }

  private static Mutation note(String table, long id, String text) {
    return Mutation.newInsertOrUpdateBuilder(table)
        .set("Id")
        .to(id)
        .set("Text")
        .to(text)
        .set("At")
        .to(Value.COMMIT_TIMESTAMP)
        .build();
  }

  private static Timestamp write(EmulatorDatabase database, long id, String text)
      throws InterruptedException {
    return Rows.write(database, note("Notes", id, text));
  }

  private static Mutation plain(long id, String text) {
    return Mutation.newInsertOrUpdateBuilder("Plain").set("Id").to(id).set("Text").to(text).build();
  }

  private ExportRun exportSinceLast() {
    return ExportRun.of(database, folder, "--since=last", "--format=jsonl");
  }

  /** The exported notes, without their times. */
  private static List<String> texts(ExportRun export, String table) throws IOException {
    List<String> texts = new ArrayList<>();
    for (var file : export.facts().findTable(table).orElseThrow().files()) {
      for (String line : Files.readAllLines(export.folder().resolve(file.name()))) {
        texts.add(line.replaceFirst(",\"At\".*", "}"));
      }
    }
    return texts;
  }

  private static LintelExport.Window window(ExportRun export, String table) throws IOException {
    return export.facts().findTable(table).orElseThrow().window();
  }

  private static List<String> contents(EmulatorDatabase database) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("Notes", "Plain", "Later")) {
      rows.addAll(Rows.of(database, "SELECT * FROM " + table + " ORDER BY Id"));
    }
    return rows;
  }

  @Test
  void sinceATime_theWindowIsOpenAtItsBeginningAndClosedAtItsEnd() throws Exception {
    Timestamp first = write(database, 1, "at the beginning");
    write(database, 2, "within");
    Timestamp third = write(database, 3, "at the end");
    write(database, 4, "after it");
    Rows.write(database, plain(9, "of any time"));

    ExportRun export =
        ExportRun.of(
            database, folder, "--since=" + first, "--snapshotTime=" + third, "--format=jsonl");

    assertThat(texts(export, "Notes"))
        .containsExactlyInAnyOrder(
            "{\"Id\":\"2\",\"Text\":\"within\"}", "{\"Id\":\"3\",\"Text\":\"at the end\"}");
    assertThat(window(export, "Notes"))
        .isEqualTo(new LintelExport.Window("At", first.toString(), third.toString()));
    // It was written after the snapshot.
    assertThat(texts(export, "Plain")).isEmpty();
    assertThat(window(export, "Plain")).isNull();
  }

  @Test
  void sinceTheLastExport_theUnionOfAllIsTheDatabase(SpannerEmulator emulator) throws Exception {
    write(database, 1, "one");
    Rows.write(database, plain(1, "one"));
    ExportRun first = exportSinceLast();
    assertThat(texts(first, "Notes")).containsExactly("{\"Id\":\"1\",\"Text\":\"one\"}");
    assertThat(texts(first, "Plain")).containsExactly("{\"Id\":\"1\",\"Text\":\"one\"}");
    assertThat(window(first, "Notes")).as("there is no last one yet").isNull();

    write(database, 2, "two");
    write(database, 1, "uno");
    ExportRun second = exportSinceLast();
    assertThat(texts(second, "Notes"))
        .containsExactlyInAnyOrder(
            "{\"Id\":\"1\",\"Text\":\"uno\"}", "{\"Id\":\"2\",\"Text\":\"two\"}");
    assertThat(texts(second, "Plain")).as("whole").hasSize(1);
    assertThat(window(second, "Notes"))
        .isEqualTo(
            new LintelExport.Window(
                "At", first.facts().readTimestamp(), second.facts().readTimestamp()));

    write(database, 2, "due");
    write(database, 3, "three");
    addTable("Later");
    Rows.write(database, note("Later", 8, "eight"));
    ExportRun third = exportSinceLast();
    assertThat(texts(third, "Notes"))
        .containsExactlyInAnyOrder(
            "{\"Id\":\"2\",\"Text\":\"due\"}", "{\"Id\":\"3\",\"Text\":\"three\"}");
    assertThat(texts(third, "Later")).containsExactly("{\"Id\":\"8\",\"Text\":\"eight\"}");
    assertThat(window(third, "Later")).as("a table that no export had").isNull();

    ExportRun fourth = exportSinceLast();
    assertThat(texts(fourth, "Notes")).isEmpty();
    assertThat(texts(fourth, "Later")).isEmpty();
    assertThat(window(fourth, "Later").since()).isEqualTo(third.facts().readTimestamp());

    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    for (ExportRun export : List.of(first, second, third, fourth)) {
      export.importInto(copy);
    }
    assertThat(contents(copy)).isEqualTo(contents(database)).hasSize(5);
  }

  private void addTable(String name) throws InterruptedException {
    var config = EmulatorConfig.of(database);
    try (var lease = SpannerConnections.acquire(config)) {
      lease.connection().updateDdl(List.of(NOTES.replace("Notes", name)));
    }
  }

  @Test
  void theLastOneIsThatOfEachTable() throws Exception {
    ExportRun all = exportSinceLast();
    ExportRun notes = ExportRun.of(database, folder, "--tableNames=Plain");

    assertThat(window(exportSinceLast(), "Notes").since())
        .isEqualTo(all.facts().readTimestamp())
        .isNotEqualTo(notes.facts().readTimestamp());
  }

  @Test
  void whatIsNoExportOfTheDatabaseIsPassedOver(SpannerEmulator emulator) throws Exception {
    // The names of the folders of the one begin like those of the other.
    EmulatorDatabase mine = database("passed-over", emulator);
    EmulatorDatabase other = database("passed-over-2", emulator);
    write(mine, 1, "one");
    ExportRun last = ExportRun.of(mine, folder, "--since=last", "--format=jsonl");
    write(mine, 2, "two");

    ExportRun.of(other, folder);
    ExportRun.of(mine, folder, "--query=SELECT Id, Text FROM Notes");
    ExportRun unfinished = ExportRun.of(mine, folder);
    Files.delete(unfinished.folder().resolve(SpannerExport.FILE_NAME));
    ExportRun googles = ExportRun.of(mine, folder);
    Files.delete(googles.folder().resolve(LintelExport.FILE_NAME));
    ExportRun elsewhere = ExportRun.of(mine, folder.resolve("elsewhere"), "--since=last");
    assertThat(elsewhere.rows("Notes")).isEqualTo(2);

    ExportRun next = ExportRun.of(mine, folder, "--since=last", "--format=jsonl");

    assertThat(window(next, "Notes").since()).isEqualTo(last.facts().readTimestamp());
    assertThat(texts(next, "Notes")).containsExactly("{\"Id\":\"2\",\"Text\":\"two\"}");
    emulator.dropDatabase(mine);
    emulator.dropDatabase(other);
  }

  private static EmulatorDatabase database(String id, SpannerEmulator emulator) {
    return emulator.createDatabase(id, Dialect.GOOGLE_STANDARD_SQL, List.of(NOTES));
  }

  @Test
  void anEarlierExportThatCannotBeReadIsAnError() throws Exception {
    ExportRun last = exportSinceLast();
    Path facts = last.folder().resolve("_export/lintel-export.json");
    Files.writeString(facts, "{\"formatVersion\": 2}");

    assertRefused(
        "--since=last: %s: it is of format version 2, and this release reads version 1"
            .formatted(facts));
  }

  @Test
  void aSnapshotBeforeTheLastOneIsRefused() throws Exception {
    Timestamp before = write(database, 1, "one");
    ExportRun last = exportSinceLast();

    assertRefused(
        "--since=last: Notes was exported as of %s, which is not before the snapshot, %s"
            .formatted(last.facts().readTimestamp(), before),
        "--snapshotTime=" + before);
  }

  private void assertRefused(String message, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--since=last");
    all.add("--outputDir=" + folder);
    CommandRun run = CommandRun.on(database, "export", all.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(message).contains("1 problem");
  }

  @Test
  @SpannerDatabase(
      ddl =
          """
          CREATE TABLE T (Id INT64 NOT NULL,
            Made TIMESTAMP OPTIONS (allow_commit_timestamp = true),
            Changed TIMESTAMP OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)
          """)
  void ofSeveralColumnsTheNamedOneDecides(EmulatorDatabase database) throws Exception {
    Timestamp made =
        Rows.write(
            database,
            Mutation.newInsertBuilder("T")
                .set("Id")
                .to(1)
                .set("Made")
                .to(Value.COMMIT_TIMESTAMP)
                .build());
    Rows.write(
        database,
        Mutation.newUpdateBuilder("T")
            .set("Id")
            .to(1)
            .set("Changed")
            .to(Value.COMMIT_TIMESTAMP)
            .build());

    ExportRun byChange =
        ExportRun.of(database, folder, "--since=" + made, "--watermarkColumn=t.changed");
    assertThat(byChange.rows("T")).isEqualTo(1);
    assertThat(window(byChange, "T").column()).isEqualTo("Changed");
    assertThat(
            ExportRun.of(database, folder, "--since=" + made, "--watermarkColumn=T.Made").rows("T"))
        .isZero();
  }
}
