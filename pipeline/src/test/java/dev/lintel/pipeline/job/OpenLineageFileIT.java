package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.Streams;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.copy.CopyRun;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.files.DeniedFileSystem;
import dev.lintel.pipeline.imports.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The events of {@code --openLineageFile}, of runs through the command line. */
@Timeout(120)
@SpannerDatabase(ddl = "CREATE TABLE Cities (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)")
class OpenLineageFileIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final SpannerEmulator emulator;
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  OpenLineageFileIT(SpannerEmulator emulator, EmulatorDatabase database) {
    this.emulator = emulator;
    this.database = database;
  }

  @BeforeEach
  void forgetWrittenFiles() {
    DeniedFileSystem.forget();
  }

  private CommandRun run(String job, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--openLineageFile=" + file());
    return CommandRun.on(database, job, all.toArray(String[]::new));
  }

  private Path file() {
    return folder.resolve("lineage.jsonl");
  }

  private Path inputOf(String... lines) throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(input.resolve("Cities.csv"), String.join("\n", lines) + "\n");
    return input;
  }

  /** The events, after checks of what all of them have. */
  private List<JsonNode> events(String job, String... types) throws IOException {
    return events(database, job, types);
  }

  private List<JsonNode> events(EmulatorDatabase of, String job, String... types)
      throws IOException {
    List<JsonNode> events = Files.readAllLines(file()).stream().map(this::parse).toList();
    assertThat(events).extracting(event -> event.get("eventType").asText()).containsExactly(types);
    assertThat(events)
        .extracting(event -> uuid(event))
        .doesNotContainNull()
        .containsOnly(uuid(events.get(0)));
    for (JsonNode event : events) {
      assertThat(Instant.parse(event.get("eventTime").asText())).isBefore(Instant.now());
      assertThat(event.get("schemaURL").asText()).contains("/RunEvent");
      assertThat(event.get("producer").asText()).startsWith("urn:lintel:");
      assertThat(event.at("/job/namespace").asText()).isEqualTo(namespace());
      assertThat(event.at("/job/name").asText()).isEqualTo(of.databaseId() + "." + job);
      assertThat(event.at("/job/facets/jobType/processingType").asText()).isEqualTo("BATCH");
    }
    return events;
  }

  private JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UUID uuid(JsonNode event) {
    return UUID.fromString(event.at("/run/runId").asText());
  }

  private String namespace() {
    return "spanner://" + database.projectId() + ":" + database.instanceId();
  }

  /** Datasets as {@code NAMESPACE NAME ROWS FIELD:TYPE,…}. */
  private static List<String> datasets(JsonNode event, String field, String statistics) {
    return Streams.stream(event.get(field))
        .map(
            dataset ->
                "%s %s %s %s"
                    .formatted(
                        dataset.get("namespace").asText(),
                        dataset.get("name").asText(),
                        dataset.at(statistics).asText("-"),
                        String.join(
                            ",",
                            Streams.stream(dataset.at("/facets/schema/fields"))
                                .map(f -> f.get("name").asText() + ":" + f.get("type").asText())
                                .toList())))
        .map(String::strip)
        .toList();
  }

  private static List<String> inputs(JsonNode event) {
    return datasets(event, "inputs", "/inputFacets/inputStatistics/rowCount");
  }

  private static List<String> outputs(JsonNode event) {
    return datasets(event, "outputs", "/outputFacets/outputStatistics/rowCount");
  }

  private String cities(String rows) {
    return cities(database, rows);
  }

  private String cities(EmulatorDatabase of, String rows) {
    return "%s %s.Cities %s Id:INT64,Name:STRING(20)".formatted(namespace(), of.databaseId(), rows);
  }

  @Test
  void anImportReadsAFolder_andWritesTables_andRejectedRecords() throws Exception {
    Path input = inputOf("Id,Name", "1,Accra", "2,Lima", "three,Oslo");
    Path rejected = folder.resolve("rejected");

    CommandRun run =
        run(
            "import",
            "--inputDir=" + input,
            "--hasHeader",
            "--maxFailures=1",
            "--invalidOutputPath=" + rejected);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode end = events("import", "START", "COMPLETE").get(1);
    assertThat(inputs(end)).containsExactly("file %s 3".formatted(input));
    assertThat(outputs(end)).containsExactly(cities("2"), "file %s 1".formatted(rejected));
    assertThat(end.at("/run/facets/lintel_summary/tables/0/failed").asInt()).isEqualTo(1);
    assertThat(end.at("/run/facets/processing_engine/name").asText()).startsWith("Apache Beam ");
    assertThat(Files.readString(file())).doesNotContain("Accra", "Oslo", "three");
  }

  @Test
  void anExportOfAJobKeyReadsTables_andWritesItsFolder() throws Exception {
    run("import", "--inputDir=" + inputOf("5,Quito"), "--mode=insertOrUpdate");

    CommandRun run =
        run(
            "export",
            "--tableNames=Cities",
            "--outputDir=" + folder.resolve("out"),
            "--jobKey=nightly");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode end = events("nightly", "START", "COMPLETE").get(1);
    String rows = end.at("/run/facets/lintel_summary/tables/0/written").asText();
    assertThat(inputs(end)).containsExactly(cities(rows));
    assertThat(outputs(end))
        .singleElement()
        .asString()
        .startsWith("file %s/out/%s-".formatted(folder, database.instanceId()))
        .endsWith(" " + rows);
  }

  @Test
  void anEnrichmentReadsAFolderAndATable_andWritesAFolder() throws Exception {
    Path spec = folder.resolve("spec.json");
    Files.writeString(
        spec,
        """
        {"lookups": [{"name": "city", "table": "Cities", "key": {"Id": "City"},
                      "columns": {"CityName": "Name"}, "whenMissing": "null"}]}
        """);
    Path input = folder.resolve("people.csv");
    Files.writeString(input, "Person,City\nAda,1\nBob,99\n");

    CommandRun run =
        run(
            "enrich",
            "--input=" + input,
            "--hasHeader",
            "--spec=" + spec,
            "--outputDir=" + folder.resolve("enriched"));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode end = events("enrich", "START", "COMPLETE").get(1);
    assertThat(inputs(end)).containsExactly(cities("-"), "file %s 2".formatted(folder));
    assertThat(outputs(end)).containsExactly("file %s 2".formatted(folder.resolve("enriched")));
  }

  @Test
  void aPurgeReadsAndWritesItsTable() throws Exception {
    run("import", "--inputDir=" + inputOf("70,Rome"), "--mode=insertOrUpdate");

    CommandRun run = run("purge", "--tableName=Cities", "--where=Id = 70", "--maxRows=5");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode end = events("purge", "START", "COMPLETE").get(1);
    assertThat(inputs(end)).containsExactly(cities("1"));
    assertThat(outputs(end)).containsExactly(cities("-"));
  }

  @Test
  void aPurgeByKeysReadsTheKeysOfItsFolder() throws Exception {
    run("import", "--inputDir=" + inputOf("71,Riga"), "--mode=insertOrUpdate");
    Path keys = Files.createDirectories(folder.resolve("keys"));
    Files.writeString(keys.resolve("keys.csv"), "71\n9071\n");

    CommandRun run = run("purge", "--tableName=Cities", "--input=" + keys.resolve("*.csv"));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode end = events("purge", "START", "COMPLETE").get(1);
    assertThat(inputs(end)).containsExactly("file %s 2".formatted(keys));
    assertThat(outputs(end)).containsExactly(cities("-"));
  }

  @Test
  void aCopyReadsOneDatabaseAndWritesAnother_andAComparisonReadsBoth() throws Exception {
    run("import", "--inputDir=" + inputOf("80,Oslo"), "--mode=insertOrUpdate");
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);

    CopyRun.succeeding(database, copy, "--openLineageFile=" + file());

    JsonNode end = events(copy, "copy", "START", "COMPLETE").get(1);
    String rows = end.at("/run/facets/lintel_summary/tables/0/written").asText();
    assertThat(inputs(end)).containsExactly(cities("-"));
    assertThat(outputs(end)).containsExactly(cities(copy, rows));

    Rows.write(database, Mutation.delete("Cities", Key.of(80)));
    CommandRun run = run("verify", "--againstDatabaseId=" + copy.databaseId());

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DIFFERENT);
    JsonNode compared = events("verify", "START", "COMPLETE").get(1);
    assertThat(inputs(compared))
        .as("the rows are those of the reference")
        .containsExactlyInAnyOrder(cities("-"), cities(copy, rows));
    assertThat(outputs(compared)).isEmpty();
  }

  @Test
  void aFailedRunEndsWithItsReason() throws Exception {
    Path input = Files.createDirectories(folder.resolve("in"));
    var whole = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(whole)) {
      gzip.write("1,Accra\n2,Lima\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(
        input.resolve("Cities.csv.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() - 10));

    CommandRun run = run("import", "--inputDir=" + input);

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FAILED);
    JsonNode end = events("import", "START", "FAIL").get(1);
    assertThat(run.err()).contains(end.at("/run/facets/errorMessage/message").asText());
    assertThat(end.at("/run/facets/errorMessage/message").asText()).contains("Cities.csv");
  }

  @Test
  void aRunThatFailsBeforeItsPipelineBegins_hasBothEventsAsWell() throws Exception {
    CommandRun run =
        CommandRun.of(
            Map.of("SPANNER_EMULATOR_HOST", "localhost:1"),
            List.of(
                "export",
                "--spannerProjectId=" + database.projectId(),
                "--instanceId=" + database.instanceId(),
                "--databaseId=" + database.databaseId(),
                "--connectTimeoutSeconds=1",
                "--outputDir=" + folder.resolve("out"),
                "--openLineageFile=" + file()));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FAILED);
    JsonNode end = events("export", "START", "FAIL").get(1);
    assertThat(end.at("/run/facets/errorMessage/message").asText()).contains("Cannot connect to");
    assertThat(end.get("inputs")).isEmpty();
  }

  /** The first event can be written, and no other file. */
  @Test
  void filesThatCannotBeWrittenAtTheEndAreNoFailureOfTheRun() throws Exception {
    CommandRun run =
        CommandRun.on(
            database,
            "import",
            "--inputDir=" + inputOf("90,Bern"),
            "--mode=insertOrUpdate",
            "--summaryFile=denied://listed/summary.json",
            "--reportFile=denied://listed/report.html",
            "--openLineageFile=denied://once/events.jsonl");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.err().lines().filter(line -> line.contains("warning")))
        .containsExactly(
            "lintel import: warning: the file of --summaryFile could not be written: cannot write"
                + " the summary to denied://listed/summary.json: 403 Forbidden",
            "lintel import: warning: the file of --openLineageFile could not be written:"
                + " 403 Forbidden",
            "lintel import: warning: the file of --reportFile could not be written: cannot write"
                + " the report to denied://listed/report.html: 403 Forbidden");
  }

  @Test
  void aFileThatCannotBeWrittenIsFoundBeforeTheRun() throws Exception {
    Path input = inputOf("91,Basel");

    CommandRun.on(
            database,
            "import",
            "--inputDir=" + input,
            "--openLineageFile=denied://listed/events.jsonl")
        .assertRefused(
            "--openLineageFile: denied://listed/events.jsonl cannot be written: 403 Forbidden");

    run("import", "--inputDir=" + input, "--mode=insert");
    assertThat(events("import", "START", "COMPLETE")).hasSize(2);
  }

  @Test
  void aRunThatIsRefusedWritesNothing() {
    run("import", "--inputDir=" + folder.resolve("not-there"))
        .assertRefused("--inputDir: no data file in");

    assertThat(file()).doesNotExist();
  }
}
