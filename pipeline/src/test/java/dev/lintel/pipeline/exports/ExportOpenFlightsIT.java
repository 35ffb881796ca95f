package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real data out of a database and into another, in every format. */
@Timeout(600)
@ExtendWith(SpannerEmulatorExtension.class)
class ExportOpenFlightsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String COUNTS =
      "Airlines %1$d %1$d, Airports %2$d %2$d, Routes %3$d %3$d".formatted(6_162, 7_698, 67_187);

  private static EmulatorDatabase original;
  private static List<String> contents;

  @TempDir private Path folder;

  @BeforeAll
  static void load(EmulatorDatabase database) throws InterruptedException {
    original = database;
    CommandRun run =
        CommandRun.on(
            database,
            "import",
            "--importManifest=" + SampleData.path("openflights/import-manifest.json"),
            "--ddlFile=" + SampleData.path("openflights/schema.sql"),
            "--escape=\\",
            "--nullString=\\N",
            // Routes to airports that nobody knows.
            "--maxFailures=1000");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    contents = contents(database);
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

  private static String counts(JsonNode summary) {
    List<String> counts = new ArrayList<>();
    for (JsonNode table : summary.path("tables")) {
      counts.add(
          "%s %d %d"
              .formatted(
                  table.path("table").asText(),
                  table.path("read").asLong(),
                  table.path("written").asLong()));
    }
    return String.join(", ", counts);
  }

  /** Under another spelling of the host no connection lingers from before. */
  private static EmulatorDatabase spelt(String host) {
    return new EmulatorDatabase(
        original.host().replaceFirst("^[^:]+", host),
        original.projectId(),
        original.instanceId(),
        original.databaseId(),
        original.dialect());
  }

  @Test
  void everyRowAndTheSchemaAreTheSameAfterwards(SpannerEmulator emulator) throws Exception {
    exportAndImport("avro", "LOCALHOST", emulator);
  }

  /** The other formats take another two minutes; round trips of few rows cover all of them. */
  @Tag("large")
  @ParameterizedTest
  @CsvSource({"parquet, Localhost", "csv, LocalHost", "jsonl, localHost"})
  void everyRowAndTheSchemaAreTheSameAfterwards(
      String format, String host, SpannerEmulator emulator) throws Exception {
    exportAndImport(format, host, emulator);
  }

  private void exportAndImport(String format, String host, SpannerEmulator emulator)
      throws Exception {
    Path summary = folder.resolve("summary.json");
    ExportRun export =
        ExportRun.of(spelt(host), folder, "--format=" + format, "--summaryFile=" + summary);

    JsonNode exported = MAPPER.readTree(summary.toFile());
    assertThat(exported.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(counts(exported)).isEqualTo(COUNTS);
    assertThat(exported.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(Instant.parse(exported.path("snapshotTimestamp").asText()))
        .isEqualTo(Instant.parse(export.facts().readTimestamp()));

    EmulatorDatabase copy = ExportRun.newDatabase(emulator, original);
    export.importInto(copy, "--summaryFile=" + summary);

    JsonNode imported = MAPPER.readTree(summary.toFile());
    assertThat(counts(imported)).isEqualTo(COUNTS);
    assertThat(imported.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(contents(copy)).hasSize(7_698 + 6_162 + 67_187).isEqualTo(contents);
    assertThat(schema(copy))
        .containsExactlyInAnyOrderElementsOf(schema(original))
        .contains("[FOREIGN KEY, FK_RouteSource]", "[FOREIGN KEY, FK_RouteDestination]");
    emulator.dropDatabase(copy);
  }
}
