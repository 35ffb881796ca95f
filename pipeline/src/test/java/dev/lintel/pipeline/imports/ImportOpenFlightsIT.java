package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.files.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real data: three tables, real foreign keys, 476 routes to airports that nobody knows. */
@Timeout(600)
@ExtendWith(SpannerEmulatorExtension.class)
class ImportOpenFlightsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static CommandRun load(
      EmulatorDatabase database, Path rejected, Path summary, long maxFailures) {
    return CommandRun.of(
        Map.of("SPANNER_EMULATOR_HOST", database.host()),
        List.of(
            "import",
            "--spannerProjectId=" + database.projectId(),
            "--instanceId=" + database.instanceId(),
            "--databaseId=" + database.databaseId(),
            "--importManifest=" + SampleData.path("openflights/import-manifest.json"),
            "--ddlFile=" + SampleData.path("openflights/schema.sql"),
            "--escape=\\",
            "--nullString=\\N",
            "--invalidOutputPath=" + rejected,
            "--maxFailures=" + maxFailures,
            "--summaryFile=" + summary));
  }

  private static void assertFigures(JsonNode summary) {
    assertThat(summary.path("tables"))
        .extracting(
            table ->
                "%s %d %d %d"
                    .formatted(
                        table.path("table").asText(),
                        table.path("read").asLong(),
                        table.path("written").asLong(),
                        table.path("failed").asLong()))
        .containsExactly("Airlines 6162 6162 0", "Airports 7698 7698 0", "Routes 67663 67187 476");
    assertThat(summary.path("state").asText()).isEqualTo("SUCCEEDED");
  }

  private static List<JsonNode> lines(Path folder) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          lines.add(MAPPER.readTree(line));
        }
      }
    }
    return lines;
  }

  private static List<String> contents(EmulatorDatabase database) throws Exception {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("Airports", "Airlines", "Routes")) {
      rows.addAll(Rows.of(database, "SELECT * FROM " + table + " ORDER BY 1, 2, 3"));
    }
    return rows;
  }

  @Test
  void loadsEveryRowButThoseTheDatabaseRejects_andDoesTheSameAgain(
      SpannerEmulator emulator, @TempDir Path folder) throws Exception {
    // No such database yet: the DDL file makes it.
    var database =
        new EmulatorDatabase(
            emulator.getHost(),
            emulator.getProjectId(),
            emulator.getInstanceId(),
            "flights",
            Dialect.GOOGLE_STANDARD_SQL);
    Path summary = folder.resolve("summary.json");

    CommandRun first = load(database, folder.resolve("first"), summary, 1_000);

    assertThat(first.status()).as(first.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode figures = MAPPER.readTree(summary.toFile());
    assertFigures(figures);
    assertThat(figures.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(first.out()).contains("67,187").contains("476").contains("rejected-");
    assertThat(lines(folder.resolve("first")))
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
    List<String> contents = contents(database);
    assertThat(contents).hasSize(7_698 + 6_162 + 67_187);

    CommandRun second = load(database, folder.resolve("second"), summary, 0);

    assertThat(second.status()).as(second.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertFigures(MAPPER.readTree(summary.toFile()));
    assertThat(contents(database)).isEqualTo(contents);
  }
}
