package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Some tables of a database, and what they cannot do without. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE SEQUENCE Ids OPTIONS (sequence_kind = 'bit_reversed_positive')",
      "CREATE SEQUENCE Others OPTIONS (sequence_kind = 'bit_reversed_positive')",
      "CREATE TABLE Continents (Code STRING(2) NOT NULL) PRIMARY KEY (Code)",
      """
      CREATE TABLE Countries (Code STRING(2) NOT NULL, Continent STRING(2),
        CONSTRAINT FK_Continent FOREIGN KEY (Continent) REFERENCES Continents (Code))
        PRIMARY KEY (Code)
      """,
      """
      CREATE TABLE Airports (Id INT64 NOT NULL DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE Ids)),
        Country STRING(2), Name STRING(20), Shout STRING(20) AS (UPPER(Name)) STORED,
        CONSTRAINT FK_Country FOREIGN KEY (Country) REFERENCES Countries (Code)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Runways (Id INT64 NOT NULL, Nr INT64 NOT NULL) PRIMARY KEY (Id, Nr),
        INTERLEAVE IN PARENT Airports ON DELETE CASCADE
      """,
      """
      CREATE TABLE Airlines (Id INT64 NOT NULL DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE Others)))
        PRIMARY KEY (Id)
      """,
      "CREATE UNIQUE INDEX AirportsByName ON Airports (Name)",
      "CREATE INDEX AirlinesDown ON Airlines (Id DESC)",
      "CREATE VIEW Names SQL SECURITY INVOKER AS SELECT Airports.Name FROM Airports",
      "CREATE CHANGE STREAM Everything FOR ALL"
    })
class ExportSelectionIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ExportSelectionIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void fill() throws InterruptedException {
    Rows.write(
        database,
        Mutation.newInsertOrUpdateBuilder("Continents").set("Code").to("EU").build(),
        Mutation.newInsertOrUpdateBuilder("Countries")
            .set("Code")
            .to("IS")
            .set("Continent")
            .to("EU")
            .build(),
        Mutation.newInsertOrUpdateBuilder("Airports")
            .set("Id")
            .to(1)
            .set("Country")
            .to("IS")
            .set("Name")
            .to("Akureyri")
            .build(),
        Mutation.newInsertOrUpdateBuilder("Runways").set("Id").to(1).set("Nr").to(19).build(),
        Mutation.newInsertOrUpdateBuilder("Airlines").set("Id").to(7).build());
  }

  private static List<String> tables(ExportRun export) throws IOException {
    return export.facts().tables().stream().map(LintelExport.TableFacts::name).toList();
  }

  private static List<String> objects(EmulatorDatabase database) throws InterruptedException {
    return Rows.of(
        database,
        """
        SELECT table_type, table_name FROM information_schema.tables WHERE table_schema = ''
        UNION ALL
        SELECT 'STREAM', change_stream_name FROM information_schema.change_streams
        UNION ALL
        SELECT 'SEQUENCE', name FROM information_schema.sequences
        UNION ALL
        SELECT 'INDEX', index_name FROM information_schema.indexes
          WHERE table_schema = '' AND index_type = 'INDEX' AND NOT spanner_is_managed
        UNION ALL
        SELECT constraint_type, constraint_name FROM information_schema.table_constraints
          WHERE table_schema = '' AND constraint_type = 'FOREIGN KEY'
        """);
  }

  @Test
  void relatedTablesAreTheParentsAndTheReferencedTablesAndWhatThoseNeed() throws Exception {
    ExportRun export =
        ExportRun.of(database, folder, "--tableNames=runways", "--shouldExportRelatedTables");
    assertThat(tables(export)).containsExactly("Airports", "Continents", "Countries", "Runways");
  }

  @Test
  void tablesThatNeedNoOthersAreExportedAlone() throws Exception {
    assertThat(tables(ExportRun.of(database, folder, "--tableNames=Continents, Countries")))
        .containsExactly("Continents", "Countries");
  }

  @Test
  void someTablesMakeADatabaseOfTheseAndOfWhatTheyUse(SpannerEmulator emulator) throws Exception {
    ExportRun export =
        ExportRun.of(database, folder, "--tableNames=Runways", "--shouldExportRelatedTables");
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);

    export.importInto(copy);

    assertThat(objects(copy))
        .containsExactlyInAnyOrder(
            "[BASE TABLE, Airports]",
            "[BASE TABLE, Continents]",
            "[BASE TABLE, Countries]",
            "[BASE TABLE, Runways]",
            "[SEQUENCE, Ids]",
            "[INDEX, AirportsByName]",
            "[FOREIGN KEY, FK_Continent]",
            "[FOREIGN KEY, FK_Country]");
    assertThat(Rows.of(copy, "SELECT * FROM Airports JOIN Runways USING (Id)"))
        .containsExactly("[1, IS, Akureyri, AKUREYRI, 19]");
    assertThat(Rows.of(copy, "SELECT * FROM Countries")).containsExactly("[IS, EU]");
  }

  @Test
  void theSameSomeTablesAsGooglesImportSeesThem() throws Exception {
    ExportRun export = ExportRun.of(database, folder, "--tableNames=Airlines");
    try (var files = Files.list(export.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "Airlines-manifest.json",
              "Airlines.avro-00000-of-00001",
              "Others-manifest.json",
              "Others.avro-00000-of-00001",
              "lintel-export.json",
              "spanner-export.json");
    }
  }

  @Test
  void allTablesComeWithEverythingElse(SpannerEmulator emulator) throws Exception {
    ExportRun export = ExportRun.of(database, folder);
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);

    export.importInto(copy);

    assertThat(objects(copy))
        .containsExactlyInAnyOrderElementsOf(objects(database))
        .contains("[VIEW, Names]", "[STREAM, Everything]", "[SEQUENCE, Others]");
    assertThat(Rows.of(copy, "SELECT Name FROM Names")).containsExactly("[Akureyri]");
    assertThat(Rows.of(copy, "SELECT Id FROM Airlines")).containsExactly("[7]");
  }

  @Test
  void aDatabaseWithoutTablesIsRefused(SpannerEmulator emulator) {
    EmulatorDatabase empty = emulator.createDatabase(List.of("CREATE SCHEMA s"));
    Path outputDir = folder.resolve("exports");
    CommandRun run =
        CommandRun.on(empty, "export", "--outputDir=" + outputDir, "--tableNames=Nothing");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err())
        .contains("1 problem")
        .contains("--databaseId: the database has no tables, so there is nothing to export");
    assertThat(outputDir).doesNotExist();
  }
}
