package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.files.SampleData;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real data: 67,663 routes get the airports that they go from and to. */
@Timeout(600)
class EnrichOpenFlightsIT {
  private static final int ROUTES = 67_663;
  private static final String FIELDS =
      "AirlineCode,AirlineId,SourceCode,SourceAirportId,DestinationCode,DestinationAirportId,"
          + "Codeshare,Stops,Equipment";
  private static final String SPEC =
      """
      {"lookups": [
        {"name": "source", "table": "Airports", "key": {"AirportId": "SourceAirportId"},
         "columns": {"SourceName": "Name", "SourceCity": "City", "SourceCountry": "Country"},
         "whenMissing": "null"},
        {"name": "destination", "table": "Airports", "key": {"AirportId": "DestinationAirportId"},
         "columns": {"DestinationName": "Name", "DestinationCity": "City",
                     "DestinationCountry": "Country"},
         "whenMissing": "null"}]}
      """;

  private static SpannerEmulator emulator;
  private static EmulatorDatabase database;

  @TempDir private Path folder;

  /** Of the last run whose reads were counted. */
  private JsonNode summary;

  /** A manifest of the airports alone; the routes are the input. */
  private static Path airports(Path folder) throws IOException {
    Path manifest = SampleData.path("openflights/import-manifest.json");
    var mapper = new ObjectMapper();
    for (JsonNode table : mapper.readTree(manifest.toFile()).path("tables")) {
      if (table.path("table_name").asText().equals("Airports")) {
        ((ObjectNode) table)
            .putArray("file_patterns")
            .add(SampleData.path("openflights/airports.dat").toAbsolutePath().toString());
        Path airports = folder.resolve("airports.json");
        ObjectNode only = mapper.createObjectNode();
        only.putArray("tables").add(table);
        mapper.writeValue(airports.toFile(), only);
        return airports;
      }
    }
    throw new IllegalStateException("no airports in " + manifest);
  }

  @BeforeAll
  static void load(@TempDir Path manifests) throws IOException {
    Path manifest = airports(manifests);
    emulator = SpannerEmulator.builder().logRequests().start();
    database =
        new EmulatorDatabase(
            emulator.getHost(),
            emulator.getProjectId(),
            emulator.getInstanceId(),
            "flights",
            Dialect.GOOGLE_STANDARD_SQL);
    CommandRun run =
        CommandRun.on(
            database,
            "import",
            "--importManifest=" + manifest,
            "--ddlFile=" + SampleData.path("openflights/schema.sql"),
            "--escape=\\",
            "--nullString=\\N",
            "--maxFailures=1000");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  @AfterAll
  static void stop() {
    if (emulator != null) {
      emulator.close();
    }
  }

  /** Under another spelling of the host no connection lingers from before. */
  private static EmulatorDatabase spelt(String host) {
    return new EmulatorDatabase(
        database.host().replaceFirst("^[^:]+", host),
        database.projectId(),
        database.instanceId(),
        database.databaseId(),
        database.dialect());
  }

  private EnrichRun run(EmulatorDatabase of, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of(
            "--input=" + SampleData.path("openflights/routes.dat"),
            "--inputFormat=csv",
            "--fieldNames=" + FIELDS,
            "--escape=\\",
            "--nullString=\\N"));
    return EnrichRun.asGiven(of, folder, SPEC, all.toArray(String[]::new)).succeeded();
  }

  private static List<CSVRecord> records(String file) throws IOException {
    CSVFormat format =
        CSVFormat.Builder.create().setDelimiter(',').setQuote('"').setEscape('\\').get();
    try (Reader reader = Files.newBufferedReader(SampleData.path("openflights/" + file))) {
      return format.parse(reader).getRecords();
    }
  }

  /** The join, made in plain Java of the files themselves. */
  private static List<String> joined() throws IOException {
    Map<String, CSVRecord> airports = new HashMap<>();
    records("airports.dat").forEach(airport -> airports.put(airport.get(0), airport));
    List<String> joined = new ArrayList<>();
    for (CSVRecord route : records("routes.dat")) {
      List<String> fields = new ArrayList<>(route.toList());
      for (int id : new int[] {3, 5}) {
        CSVRecord airport = airports.get(route.get(id));
        for (int column = 1; column <= 3; column++) {
          fields.add(airport == null ? "\\N" : airport.get(column));
        }
      }
      joined.add(String.join("|", fields));
    }
    return sorted(joined);
  }

  private static List<String> written(EnrichRun run) throws IOException {
    List<String> written = new ArrayList<>();
    CSVFormat format = CSVFormat.Builder.create().setHeader().setSkipHeaderRecord(true).get();
    for (Path file : run.files()) {
      try (Reader reader = Files.newBufferedReader(file)) {
        for (CSVRecord route : format.parse(reader)) {
          written.add(String.join("|", route.toList()));
        }
      }
    }
    return sorted(written);
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static JsonNode lookup(JsonNode summary, String name) {
    for (JsonNode row : summary.path("lookups")) {
      if (row.path("name").asText().equals(name)) {
        return row;
      }
    }
    throw new AssertionError("No lookup " + name + " in " + summary);
  }

  @Test
  void everyRouteGetsWhatAJoinOfTheFilesGives() throws IOException {
    EnrichRun run = run(spelt("LOCALHOST"));

    assertThat(written(run)).isEqualTo(joined()).hasSize(ROUTES);
    summary = run.summary();
    assertThat(summary.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(summary.path("tables").path(0).path("written").asLong()).isEqualTo(ROUTES);
    JsonNode source = lookup(summary, "source");
    assertThat(source.path("elements").asLong()).isEqualTo(ROUTES);
    assertThat(source.path("found").asLong()).isEqualTo(67_180);
    assertThat(source.path("missing").asLong()).isEqualTo(ROUTES - 67_180);
    assertThat(lookup(summary, "destination").path("found").asLong()).isEqualTo(67_175);
  }

  @Test
  void aLookupCostsAtMostAHundredReads_andFewerWithACache() throws IOException {
    long without = reads();
    for (String name : List.of("source", "destination")) {
      assertThat(lookup(summary, name).path("reads").asLong()).isBetween(1L, 100L);
    }

    assertThat(reads("--cacheKeys=100000")).isLessThan(without);
    assertThat(lookup(summary, "source").path("cacheHits").asLong()).isPositive();
  }

  /** The reads of a run of two lookups, as the server counts them; the run has to agree. */
  private long reads(String... options) throws IOException {
    long before = emulator.requests("StreamingRead");
    summary = run(database, options).summary();
    long reads = emulator.requests("StreamingRead") - before;
    long counted =
        lookup(summary, "source").path("reads").asLong()
            + lookup(summary, "destination").path("reads").asLong();
    assertThat(reads).isEqualTo(counted).isPositive();
    return reads;
  }
}
