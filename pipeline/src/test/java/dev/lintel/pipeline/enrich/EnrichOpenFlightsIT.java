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

  /** A run without a cache. */
  private static Counted plain;

  @TempDir private Path folder;

  /**
   * A run whose reads were counted.
   *
   * @param reads as the server counted them
   */
  private record Counted(EnrichRun run, JsonNode summary, long reads) {}

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
  static void load(@TempDir Path manifests, @TempDir Path output) throws IOException {
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
    plain = run(spelt("LOCALHOST"), output);
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

  /** A run of two lookups. */
  private static Counted run(EmulatorDatabase of, Path folder, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of(
            "--input=" + SampleData.path("openflights/routes.dat"),
            "--inputFormat=csv",
            "--fieldNames=" + FIELDS,
            "--escape=\\",
            "--nullString=\\N"));
    long before = emulator.requests("StreamingRead");
    EnrichRun run = EnrichRun.asGiven(of, folder, SPEC, all.toArray(String[]::new)).succeeded();
    return new Counted(run, run.summary(), emulator.requests("StreamingRead") - before);
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
    assertThat(written(plain.run())).isEqualTo(joined()).hasSize(ROUTES);
    JsonNode summary = plain.summary();
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
    for (String name : List.of("source", "destination")) {
      assertThat(lookup(plain.summary(), name).path("reads").asLong()).isBetween(1L, 100L);
    }
    assertReadsAreThoseOfTheServer(plain);

    Counted cached = run(database, folder, "--cacheKeys=100000");

    assertReadsAreThoseOfTheServer(cached);
    assertThat(cached.reads()).isLessThan(plain.reads());
    assertThat(lookup(cached.summary(), "source").path("cacheHits").asLong()).isPositive();
  }

  private static void assertReadsAreThoseOfTheServer(Counted run) {
    long counted =
        lookup(run.summary(), "source").path("reads").asLong()
            + lookup(run.summary(), "destination").path("reads").asLong();
    assertThat(run.reads()).isEqualTo(counted).isPositive();
  }
}
