package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The result of a query in place of tables. */
@Timeout(120)
@SpannerDatabase(ddl = ExportQueryIT.AIRPORTS)
class ExportQueryIT {
  static final String AIRPORTS =
      "CREATE TABLE Airports (Id INT64 NOT NULL, Name STRING(MAX), Tags ARRAY<STRING(MAX)>)"
          + " PRIMARY KEY (Id)";

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ExportQueryIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void fill() throws InterruptedException {
    Rows.write(
        database, airport(1, "Accra", null), airport(2, "", "b"), airport(3, null, "\\N \"q\"\n"));
  }

  private static Mutation airport(long id, String name, String tag) {
    List<String> tags = new ArrayList<>();
    tags.add(tag);
    tags.add("x");
    return Mutation.newInsertOrUpdateBuilder("Airports")
        .set("Id")
        .to(id)
        .set("Name")
        .to(name)
        .set("Tags")
        .toStringArray(tags)
        .build();
  }

  private static List<String> lines(ExportRun export) throws IOException {
    List<String> lines = new ArrayList<>();
    for (var file : export.facts().findTable("query").orElseThrow().files()) {
      lines.addAll(Files.readAllLines(export.folder().resolve(file.name())));
    }
    return lines;
  }

  private ExportRun export(String query) {
    return ExportRun.of(database, folder, "--query=" + query, "--format=jsonl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet", "csv", "jsonl"})
  void aResultComesBackAsATable(String format, SpannerEmulator emulator) throws Exception {
    ExportRun export =
        ExportRun.of(
            database,
            folder,
            "--query=SELECT Tags, Name, Id + 10 AS Id FROM Airports WHERE Id > 1",
            "--format=" + format);
    assertThat(export.rows("query")).isEqualTo(2);
    assertThat(export.facts().ddl()).isNull();
    EmulatorDatabase copy = emulator.createDatabase(List.of(AIRPORTS));

    export.importInto(copy, "--tableName=Airports");

    assertThat(Rows.of(copy, "SELECT * FROM Airports ORDER BY Id"))
        .isEqualTo(
            Rows.of(database, "SELECT Id + 10, Name, Tags FROM Airports WHERE Id > 1 ORDER BY Id"))
        .hasSize(2);
    emulator.dropDatabase(copy);
  }

  @Test
  void aResultIsNoTableByItself() {
    ExportRun export = export("SELECT Id FROM Airports");
    CommandRun run = CommandRun.on(database, "import", "--inputDir=" + export.folder());
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err())
        .contains(
            "--tableName is required: %s/ is the result of a query, of no table"
                .formatted(export.folder()));
  }

  @Test
  void queriesThatSpannerCannotPartitionAreReadInOnePiece() throws Exception {
    assertThat(lines(export("SELECT COUNT(*) AS n, SUM(Id) AS s FROM Airports")))
        .containsExactly("{\"n\":\"3\",\"s\":\"6\"}");
    assertThat(lines(export("SELECT Id FROM Airports ORDER BY Id DESC LIMIT 2")))
        .containsExactly("{\"Id\":\"3\"}", "{\"Id\":\"2\"}");
    assertThat(lines(export("SELECT 1 AS one, NULL AS nothing")))
        .containsExactly("{\"one\":\"1\",\"nothing\":null}");
  }

  @Test
  void theQueryIsKeptAndMayHaveCommentsAndHints() throws Exception {
    String query = "@{JOIN_METHOD=HASH_JOIN} -- all\nSELECT Id FROM Airports /* of them */ ";
    ExportRun export = export(query);
    assertThat(export.rows("query")).isEqualTo(3);
    assertThat(export.facts().query()).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet", "csv", "jsonl"})
  void anEmptyResultIsAnExportToo(String format) throws Exception {
    ExportRun export =
        ExportRun.of(
            database, folder, "--query=SELECT Id FROM Airports WHERE Id < 0", "--format=" + format);
    assertThat(export.rows("query")).isZero();
    export.importInto(database, "--tableName=Airports");
  }

  @Test
  void theResultIsThatOfTheSnapshot() throws Exception {
    var before = Rows.write(database, airport(4, "four", "x"));
    Rows.write(database, Mutation.delete("Airports", Key.of(4)));
    ExportRun export =
        ExportRun.of(
            database,
            folder,
            "--query=SELECT Name FROM Airports WHERE Id = 4",
            "--format=jsonl",
            "--snapshotTime=" + before);
    assertThat(lines(export)).containsExactly("{\"Name\":\"four\"}");
    assertThat(export.facts().readTimestamp()).isEqualTo(before.toString());
  }
}
