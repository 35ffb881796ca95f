package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.copy.CopyRun;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real data: three tables, real foreign keys, 476 routes to airports that nobody knows. One import
 * serves all tests, because finding so many bad rows takes an emulator most of a minute.
 */
@Timeout(600)
@ExtendWith(SpannerEmulatorExtension.class)
class OpenFlightsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> FILES = List.of("airports.dat", "airlines.dat", "routes.dat");
  private static final int ROWS = 7_698 + 6_162 + 67_187;

  /** How many records of each file are imported again. */
  private static final int SOME = 2_500;

  private static EmulatorDatabase database;
  private static CommandRun imported;
  private static Path imports;
  private static List<String> contents;

  /** Of all that was imported. */
  private static ExportRun exported;

  private static JsonNode exportSummary;

  @TempDir private Path folder;

  @BeforeAll
  static void load(SpannerEmulator emulator, @TempDir Path temporary) throws Exception {
    // No such database yet: the DDL file makes it.
    database =
        new EmulatorDatabase(
            emulator.getHost(),
            emulator.getProjectId(),
            emulator.getInstanceId(),
            "flights",
            Dialect.GOOGLE_STANDARD_SQL);
    imports = temporary;
    imported = load(SampleData.path("openflights/import-manifest.json"), temporary, 1_000);
    assertThat(imported.status()).as(imported.err()).isEqualTo(ExitStatus.SUCCEEDED);
    contents = contents(database);
    Path summary = temporary.resolve("export.json");
    exported = export("avro", "LOCALHOST", temporary, summary);
    exportSummary = MAPPER.readTree(summary.toFile());
  }

  private static ExportRun export(String format, String host, Path folder, Path summary)
      throws IOException {
    return ExportRun.of(
        spelt(host), folder, unchecked("--format=" + format, "--summaryFile=" + summary));
  }

  private static CommandRun load(Path manifest, Path folder, long maxFailures) {
    return CommandRun.on(
        database,
        "import",
        unchecked(
            "--importManifest=" + manifest,
            "--ddlFile=" + SampleData.path("openflights/schema.sql"),
            "--escape=\\",
            "--nullString=\\N",
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--maxFailures=" + maxFailures,
            "--summaryFile=" + folder.resolve("summary.json")));
  }

  private static String[] unchecked(String... options) {
    return Stream.concat(CommandRun.UNCHECKED.stream(), Arrays.stream(options))
        .toArray(String[]::new);
  }

  /** Enough of each row to find any value that differs. */
  private static List<String> contents(EmulatorDatabase database) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("Airports", "Airlines", "Routes")) {
      rows.addAll(
          Rows.of(
              database,
              "SELECT TO_HEX(SHA256(FORMAT('%%T', t))) FROM %s AS t ORDER BY 1".formatted(table)));
    }
    return rows;
  }

  private static List<String> figures(JsonNode summary) {
    List<String> figures = new ArrayList<>();
    for (JsonNode table : summary.path("tables")) {
      figures.add(
          "%s %d %d %d"
              .formatted(
                  table.path("table").asText(),
                  table.path("read").asLong(),
                  table.path("written").asLong(),
                  table.path("failed").asLong()));
    }
    return figures;
  }

  private static List<JsonNode> rejected(Path folder) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (var files = Files.list(folder.resolve("rejected"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          lines.add(MAPPER.readTree(line));
        }
      }
    }
    return lines;
  }

  @Test
  void everyRowIsLoadedExceptThoseTheDatabaseRejects() throws Exception {
    JsonNode summary = MAPPER.readTree(imports.resolve("summary.json").toFile());
    assertThat(figures(summary))
        .containsExactly("Airlines 6162 6162 0", "Airports 7698 7698 0", "Routes 67663 67187 476");
    assertThat(summary.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(summary.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(imported.out()).contains("67,187").contains("476").contains("rejected-");
    assertThat(rejected(imports))
        .hasSize(476)
        .allSatisfy(
            line -> {
              assertThat(line.path("table").asText()).isEqualTo("Routes");
              assertThat(line.path("errorCode").asText()).isEqualTo("FAILED_PRECONDITION");
              assertThat(line.path("message").asText())
                  .containsPattern("FK_Route(Source|Destination)")
                  .contains("Airports");
              assertThat(line.path("record").path("AirlineCode").asText()).isNotEmpty();
            });
    assertThat(contents).hasSize(ROWS);
  }

  /** The first records of each file, because updates take the emulator longer than inserts. */
  @Test
  void importedAgain_theSameRowsAreRejectedAndTheRestStaysAsItIs() throws Exception {
    List<String> codes = new ArrayList<>();
    for (String file : FILES) {
      List<String> records =
          Files.readAllLines(SampleData.path("openflights/" + file)).subList(0, SOME);
      Files.write(folder.resolve(file), records);
      codes = records;
    }
    Path manifest = folder.resolve("import-manifest.json");
    Files.copy(SampleData.path("openflights/import-manifest.json"), manifest);
    // A route by its key: airline, source, destination.
    List<String> routes =
        codes.stream()
            .map(line -> line.split(",", -1))
            .map(fields -> String.join(" ", fields[0], fields[2], fields[4]))
            .toList();
    List<String> before = keys(rejected(imports)).stream().filter(routes::contains).toList();

    CommandRun again = load(manifest, folder, 0);

    assertThat(again.status()).as(again.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(keys(rejected(folder))).hasSizeGreaterThan(10).hasSameElementsAs(before);
    assertThat(figures(MAPPER.readTree(folder.resolve("summary.json").toFile())))
        .containsExactly(
            "Airlines %1$d %1$d 0".formatted(SOME),
            "Airports %1$d %1$d 0".formatted(SOME),
            "Routes %d %d %d".formatted(SOME, SOME - before.size(), before.size()));
    assertThat(contents(database)).isEqualTo(contents);
  }

  private static List<String> keys(List<JsonNode> rejected) {
    return rejected.stream()
        .map(line -> line.path("record"))
        .map(
            record ->
                String.join(
                    " ",
                    record.path("AirlineCode").asText(),
                    record.path("SourceCode").asText(),
                    record.path("DestinationCode").asText()))
        .toList();
  }

  /** Verified against an export that was made before. */
  @Test
  void elevenRoutesArePurgedAndTheirArchiveBringsThemBack() throws Exception {
    String export = "--against=" + exported.folder();
    String withStops = "SELECT * FROM Routes WHERE Stops > 0 ORDER BY 1, 2, 3";
    List<String> before = Rows.of(database, withStops);
    Path summary = folder.resolve("summary.json");
    String[] options = {
      "--tableName=Routes",
      "--where=Stops > 0",
      "--maxRows=11",
      "--archiveDir=" + folder.resolve("archive"),
      "--summaryFile=" + summary
    };

    CommandRun dry =
        CommandRun.on(
            database,
            "purge",
            Stream.concat(Stream.of(options), Stream.of("--dryRun")).toArray(String[]::new));
    assertThat(dry.status()).as(dry.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(MAPPER.readTree(summary.toFile()).path("tables").path(0).path("read").asLong())
        .isEqualTo(11);
    assertThat(Rows.of(database, withStops)).isEqualTo(before).hasSize(11);

    CommandRun run = CommandRun.on(spelt("LOCALhost"), "purge", options);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode purged = MAPPER.readTree(summary.toFile());
    assertThat(purged.path("tables").path(0).path("deleted").asLong()).isEqualTo(11);
    assertThat(purged.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(Rows.of(database, "SELECT COUNT(*) AS n FROM Routes"))
        .containsExactly("[%d]".formatted(67_187 - 11));
    assertThat(Rows.of(database, withStops)).isEmpty();
    String now = "--snapshotTime=" + Instant.now();
    assertThat(assertVerifies(database, ExitStatus.DIFFERENT, export, now))
        .containsPattern("Routes +67,187 +11 +0 +0");

    var archive = Pattern.compile("(?m)^Archive: (.+)$").matcher(run.out());
    assertThat(archive.find()).as(run.out()).isTrue();
    CommandRun back = CommandRun.on(database, "import", "--inputDir=" + archive.group(1));
    assertThat(back.status()).as(back.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(contents(database)).isEqualTo(contents);
  }

  private static String assertVerifies(
      EmulatorDatabase database, ExitStatus status, String... options) {
    CommandRun run = CommandRun.on(database, "verify", unchecked(options));
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    return run.out();
  }

  @Test
  void exportedAndImported_everyRowAndTheSchemaAreTheSame(SpannerEmulator emulator)
      throws Exception {
    importExport(exported, exportSummary, emulator, "LOCALHOST");
  }

  /** The other formats take another two minutes; round trips of few rows cover all of them. */
  @Tag("large")
  @ParameterizedTest
  @CsvSource({"parquet, Localhost", "csv, LocalHost", "jsonl, localHost"})
  void exportedAndImported_everyRowAndTheSchemaAreTheSame(
      String format, String host, SpannerEmulator emulator) throws Exception {
    Path summary = folder.resolve("export.json");
    ExportRun export = export(format, host, folder, summary);
    importExport(export, MAPPER.readTree(summary.toFile()), emulator, host);
  }

  /** Checks an export that was made with this spelling of the host, and imports it. */
  private void importExport(
      ExportRun export, JsonNode ofExport, SpannerEmulator emulator, String host) throws Exception {
    List<String> all = List.of("Airlines 6162 6162", "Airports 7698 7698", "Routes 67187 67187");
    assertThat(ofExport.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(figures(ofExport)).isEqualTo(all.stream().map(line -> line + " 0").toList());
    assertThat(ofExport.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(Instant.parse(ofExport.path("snapshotTimestamp").asText()))
        .isEqualTo(Instant.parse(export.facts().readTimestamp()));

    Path summary = folder.resolve("summary.json");
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    export.importInto(copy, unchecked("--summaryFile=" + summary));

    JsonNode written = MAPPER.readTree(summary.toFile());
    assertThat(figures(written)).isEqualTo(all.stream().map(line -> line + " 0").toList());
    assertThat(written.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(contents(copy)).hasSize(ROWS).isEqualTo(contents);
    assertThat(schema(copy))
        .containsExactlyInAnyOrderElementsOf(schema(database))
        .contains("[FOREIGN KEY, FK_RouteSource]", "[FOREIGN KEY, FK_RouteDestination]");
    assertVerified(spelt(copy, host), "--againstDatabaseId=" + database.databaseId());
    emulator.dropDatabase(copy);
  }

  private void assertVerified(EmulatorDatabase database, String against) throws IOException {
    Path summary = folder.resolve("verified.json");
    CommandRun verify =
        CommandRun.on(database, "verify", unchecked(against, "--summaryFile=" + summary));
    assertThat(verify.status()).as(verify.out() + verify.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(verify.out()).contains("No row differs.").doesNotContain("Schema of");
    JsonNode figures = MAPPER.readTree(summary.toFile());
    assertThat(figures(figures))
        .containsExactly("Airlines 6162 0 0", "Airports 7698 0 0", "Routes 67187 0 0");
    assertThat(figures.path("connectionsOpened").asLong()).isLessThanOrEqualTo(2);
  }

  @Test
  void aCopyHasTheRowsOfTheSourceReadAgainFromTheDestination(SpannerEmulator emulator)
      throws Exception {
    Path summary = folder.resolve("summary.json");
    // Under another spelling no connection lingers from before.
    EmulatorDatabase source = spelt("LOCALHost");
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, source);

    CopyRun.succeeding(
        source,
        new EmulatorDatabase(
            source.host(), copy.projectId(), copy.instanceId(), copy.databaseId(), copy.dialect()),
        "--tableNames=Airlines,Airports",
        "--verifyWritten",
        "--summaryFile=" + summary);

    JsonNode copied = MAPPER.readTree(summary.toFile());
    assertThat(figures(copied)).containsExactly("Airlines 6162 6162 0", "Airports 7698 7698 0");
    assertThat(copied.path("connectionsOpened").asLong()).isEqualTo(2);
    for (String table : List.of("Airlines", "Airports")) {
      String rows = "SELECT * FROM %s ORDER BY 1".formatted(table);
      assertThat(Rows.of(copy, rows)).isEqualTo(Rows.of(database, rows));
    }
    assertVerifies(
        copy,
        ExitStatus.SUCCEEDED,
        "--againstDatabaseId=" + database.databaseId(),
        "--tableNames=Airlines,Airports");
    emulator.dropDatabase(copy);
  }

  private static List<String> schema(EmulatorDatabase database) throws InterruptedException {
    return Rows.of(
        database,
        """
        SELECT constraint_type, constraint_name FROM information_schema.table_constraints
          WHERE table_schema = '' AND constraint_type = 'FOREIGN KEY'
        UNION ALL
        SELECT index_type, index_name FROM information_schema.indexes
          WHERE table_schema = '' AND index_type = 'INDEX' AND NOT spanner_is_managed
        """);
  }

  /** Under another spelling of the host no connection lingers from before. */
  private static EmulatorDatabase spelt(String host) {
    return spelt(database, host);
  }

  private static EmulatorDatabase spelt(EmulatorDatabase database, String host) {
    return new EmulatorDatabase(
        database.host().replaceFirst("^[^:]+", host),
        database.projectId(),
        database.instanceId(),
        database.databaseId(),
        database.dialect());
  }
}
