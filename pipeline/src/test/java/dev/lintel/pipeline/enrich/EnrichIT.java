package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.run.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a lookup can go by, and what becomes of records. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Cities (Code STRING(3), Name STRING(MAX), Country STRING(2)) PRIMARY KEY (Code)",
      "CREATE TABLE Countries (Code STRING(2), Name STRING(MAX)) PRIMARY KEY (Code)",
      "CREATE INDEX CitiesByCountry ON Cities (Country)",
      "CREATE UNIQUE INDEX CountriesByName ON Countries (Name)",
      "CREATE TABLE Streets (City STRING(3), Nr INT64, Name STRING(MAX)) PRIMARY KEY (City, Nr)",
    })
class EnrichIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  EnrichIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    Rows.write(
        database,
        city("ACC", "Accra", "GH"),
        city("KMS", "Kumasi", "GH"),
        city("OSL", "Oslo", "NO"),
        city("XXX", null, null),
        country("GH", "Ghana"),
        country("NO", "Norway"),
        street("ACC", 1, "Ring"),
        street("ACC", 2, "High"),
        street("OSL", 1, "Karl"));
  }

  private static Mutation city(String code, String name, String country) {
    return Mutation.newInsertBuilder("Cities")
        .set("Code")
        .to(code)
        .set("Name")
        .to(name)
        .set("Country")
        .to(country)
        .build();
  }

  private static Mutation country(String code, String name) {
    return Mutation.newInsertBuilder("Countries").set("Code").to(code).set("Name").to(name).build();
  }

  private static Mutation street(String city, long nr, String name) {
    return Mutation.newInsertBuilder("Streets")
        .set("City")
        .to(city)
        .set("Nr")
        .to(nr)
        .set("Name")
        .to(name)
        .build();
  }

  private static String spec(String... lookups) {
    return "{\"lookups\": [" + String.join(", ", lookups) + "]}";
  }

  private static String city(String whenMissing) {
    return """
        {"name": "city", "table": "Cities", "key": {"Code": "c"}, "columns": {"city": "Name"},
         "whenMissing": "%s"}\
        """
        .formatted(whenMissing);
  }

  private Path input(String... lines) throws IOException {
    return Files.write(folder.resolve("input.jsonl"), List.of(lines));
  }

  private EnrichRun run(String spec, Path input, String... options) throws IOException {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--input=" + input;
    return EnrichRun.of(database, folder, spec, all);
  }

  private static String figures(JsonNode summary, String lookup) {
    for (JsonNode row : summary.path("lookups")) {
      if (row.path("name").asText().equals(lookup)) {
        return "elements %d, keys %d, found %d, missing %d, failed %d"
            .formatted(
                row.path("elements").asLong(),
                row.path("keys").asLong(),
                row.path("found").asLong(),
                row.path("missing").asLong(),
                row.path("failed").asLong());
      }
    }
    return "no lookup " + lookup;
  }

  private static String records(JsonNode summary) {
    JsonNode row = summary.path("tables").path(0);
    return "%s: read %d, written %d, failed %d"
        .formatted(
            row.path("table").asText(),
            row.path("read").asLong(),
            row.path("written").asLong(),
            row.path("failed").asLong());
  }

  @Test
  void whatIsMissingIsNull() throws IOException {
    Path input =
        input("{\"c\":\"ACC\"}", "{\"c\":\"ABC\"}", "{\"c\":null}", "{}", "{\"c\":\"ACC\"}");
    EnrichRun run = run(spec(city("null")), input).succeeded();

    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "{\"c\":\"ACC\",\"city\":\"Accra\"}",
            "{\"c\":\"ACC\",\"city\":\"Accra\"}",
            "{\"c\":\"ABC\",\"city\":null}",
            "{\"c\":null,\"city\":null}",
            "{\"city\":null}");
    assertThat(records(run.summary())).isEqualTo("records: read 5, written 5, failed 0");
    assertThat(figures(run.summary(), "city"))
        .isEqualTo("elements 5, keys 2, found 2, missing 3, failed 0");
    assertThat(run.command().out()).contains("Output: " + folder.resolve("out") + "/enriched-");
  }

  @Test
  void whatIsMissingIsLeftOut() throws IOException {
    EnrichRun run =
        run(spec(city("drop")), input("{\"c\":\"ACC\"}", "{\"c\":\"ABC\"}")).succeeded();

    assertThat(run.lines()).containsExactly("{\"c\":\"ACC\",\"city\":\"Accra\"}");
    assertThat(records(run.summary())).isEqualTo("records: read 2, written 1, failed 0");
    assertThat(figures(run.summary(), "city")).contains("found 1, missing 1");
  }

  @Test
  void whatIsMissingFailsTheJob() throws IOException {
    EnrichRun run = run(spec(city("fail")), input("{\"c\":\"ACC\"}", "{\"c\":\"ABC\"}"));

    assertThat(run.command().status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.command().err())
        .contains(
            "Lookup city, whose \"whenMissing\" is \"fail\": Cities has no row for the key of the record")
        .doesNotContain("ABC");
    assertThat(run.files()).isEmpty();
    assertThat(run.summary().path("state").asText()).isEqualTo("FAILED");
  }

  @Test
  void whatIsMissingIsRejectedWithTheReason() throws IOException {
    Path input =
        input("{\"c\":\"ACC\"}", "{\"c\":\"ABC\", \"x\": [1.50]}", "{\"c\":null}", "{\"c\":5}");
    EnrichRun run =
        run(
            spec(city("deadLetter")),
            input,
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--maxFailures=2");

    assertThat(run.command().status()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(run.lines()).containsExactly("{\"c\":\"ACC\",\"city\":\"Accra\"}");
    assertThat(records(run.summary())).isEqualTo("records: read 4, written 1, failed 3");
    assertThat(run.rejected())
        .extracting(JsonNode::toString)
        .containsExactlyInAnyOrder(
            "{\"table\":\"Cities\",\"errorCode\":\"NOT_FOUND\",\"message\":\"Lookup city: Cities has"
                + " no row for the key of the record\",\"record\":{\"c\":\"ABC\",\"x\":[1.50]}}",
            "{\"table\":\"Cities\",\"errorCode\":\"NOT_FOUND\",\"message\":\"Lookup city: the key of"
                + " the record is null\",\"record\":{\"c\":null}}",
            "{\"table\":\"(input)\",\"errorCode\":\"INVALID_ARGUMENT\",\"message\":\"Column c"
                + " (STRING(3)): not a string, got \\\"5\\\"\",\"source\":{\"file\":\""
                + input
                + "\",\"record\":4,\"line\":4},\"format\":\"jsonl\",\"raw\":\"{\\\"c\\\":5}\"}");
  }

  @Test
  void recordsThatCannotBeReadCostOnlyThemselves() throws IOException {
    // The field that the lookup adds is there already in one that nobody looked at beforehand.
    List<String> lines =
        Stream.of(
                Stream.of("{\"c\":\"ACC\"}", "nonsense", "[]"),
                Stream.generate(() -> "{}").limit(EnrichInput.SAMPLE),
                Stream.of("{\"c\":\"OSL\",\"city\":1}"))
            .flatMap(part -> part)
            .toList();
    EnrichRun run =
        run(
                spec(city("drop")),
                input(lines.toArray(String[]::new)),
                "--invalidOutputPath=" + folder.resolve("rejected"),
                "--maxFailures=3")
            .succeeded();

    assertThat(run.lines()).containsExactly("{\"c\":\"ACC\",\"city\":\"Accra\"}");
    assertThat(run.rejected())
        .extracting(line -> line.path("message").asText() + " " + line.path("raw").asText())
        .containsExactlyInAnyOrder(
            "not JSON: Unrecognized token 'nonsense': was expecting (JSON String, Number, Array,"
                + " Object or token 'null', 'true' or 'false') nonsense",
            "not a JSON object []",
            "the record has a field city of its own, which a lookup is to add"
                + " {\"c\":\"OSL\",\"city\":1}");
  }

  @Test
  void aLaterLookupGoesByWhatAnEarlierOneAdds() throws IOException {
    EnrichRun run =
        run(
                spec(
                    """
                    {"name": "city", "table": "cities", "key": {"code": "c"},
                     "columns": {"country": "Country"}}
                    """,
                    """
                    {"name": "country", "table": "Countries", "key": {"Code": "country"},
                     "columns": {"Country": "Name"}}
                    """),
                input("{\"c\":\"ACC\"}", "{\"c\":\"OSL\"}", "{\"c\":\"XXX\"}", "{\"c\":\"?\"}"))
            .succeeded();

    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "{\"c\":\"ACC\",\"country\":\"GH\",\"Country\":\"Ghana\"}",
            "{\"c\":\"OSL\",\"country\":\"NO\",\"Country\":\"Norway\"}",
            "{\"c\":\"XXX\",\"country\":null,\"Country\":null}",
            "{\"c\":\"?\",\"country\":null,\"Country\":null}");
    assertThat(figures(run.summary(), "country"))
        .isEqualTo("elements 4, keys 2, found 2, missing 2, failed 0");
  }

  @Test
  void aKeyWithSeveralRowsGivesARecordForEach() throws IOException {
    EnrichRun byIndex =
        run(
                spec(
                    """
                    {"name": "cities", "table": "Cities", "index": "CitiesByCountry",
                     "key": {"Country": "c"}, "columns": {"city": "Name"}}
                    """),
                input("{\"c\":\"GH\"}", "{\"c\":\"NO\"}", "{\"c\":\"ZZ\"}"))
            .succeeded();
    assertThat(byIndex.lines())
        .containsExactlyInAnyOrder(
            "{\"c\":\"GH\",\"city\":\"Accra\"}",
            "{\"c\":\"GH\",\"city\":\"Kumasi\"}",
            "{\"c\":\"NO\",\"city\":\"Oslo\"}",
            "{\"c\":\"ZZ\",\"city\":null}");
    assertThat(records(byIndex.summary())).isEqualTo("records: read 3, written 4, failed 0");
  }

  @Test
  void aKeyMayBeTheBeginningOfAPrimaryKey() throws IOException {
    EnrichRun run =
        run(
                spec(
                    """
                    {"name": "streets", "table": "Streets", "key": {"City": "at.city"},
                     "columns": {"street": "Name", "nr": "Nr"}, "whenMissing": "drop"}
                    """),
                input("{\"at\":{\"city\":\"ACC\"}}", "{\"at\":null}"))
            .succeeded();
    assertThat(run.lines())
        .containsExactly(
            "{\"at\":{\"city\":\"ACC\"},\"street\":\"High\",\"nr\":\"2\"}",
            "{\"at\":{\"city\":\"ACC\"},\"street\":\"Ring\",\"nr\":\"1\"}");
  }

  @Test
  void aKeyOfSeveralColumnsAndOfAUniqueIndex() throws IOException {
    EnrichRun run =
        run(
                spec(
                    """
                    {"name": "street", "table": "Streets", "key": {"Nr": "nr", "City": "c"},
                     "columns": {"street": "Name"}}
                    """,
                    """
                    {"name": "country", "table": "Countries", "index": "CountriesByName",
                     "key": {"Name": "land"}, "columns": {"code": "Code"}}
                    """),
                input(
                    "{\"c\":\"ACC\",\"nr\":2,\"land\":\"Ghana\"}", "{\"c\":\"ACC\",\"nr\":\"1\"}"))
            .succeeded();
    assertThat(run.lines())
        .containsExactly(
            "{\"c\":\"ACC\",\"nr\":\"1\",\"street\":\"Ring\",\"code\":null}",
            "{\"c\":\"ACC\",\"nr\":2,\"land\":\"Ghana\",\"street\":\"High\",\"code\":\"GH\"}");
  }

  @Test
  void onlyRecordsThatHaveARow() throws IOException {
    EnrichRun run =
        run(
                spec(
                    """
                    {"name": "known", "table": "Cities", "key": {"Code": "c"},
                     "whenMissing": "drop"}
                    """),
                input("{ \"c\" : \"ACC\" }", "{\"c\":\"ABC\"}"))
            .succeeded();
    assertThat(run.lines()).containsExactly("{ \"c\" : \"ACC\" }");
  }

  @Test
  void aLookupThatAddsNothingDoesNotMultiplyRecords() throws IOException {
    EnrichRun run =
        run(
                spec(
                    """
                    {"name": "known", "table": "Streets", "key": {"City": "c"},
                     "whenMissing": "drop"}
                    """),
                input("{\"c\":\"ACC\"}", "{\"c\":\"KMS\"}"))
            .succeeded();
    assertThat(run.lines()).containsExactly("{\"c\":\"ACC\"}");
  }

  @Test
  void aFieldThatOnlyLaterRecordsHaveIsToBeDeclared() throws IOException {
    List<String> lines =
        Stream.concat(
                Stream.generate(() -> "{\"c\":\"ABC\"}").limit(EnrichInput.SAMPLE),
                Stream.of("{\"c\":\"ACC\",\"late\":5}"))
            .toList();
    Path input = input(lines.toArray(String[]::new));
    EnrichRun without = run(spec(city("drop")), input, "--format=csv", "--maxFailures=1");
    assertThat(without.succeeded().lines()).isEmpty();

    folder = Files.createDirectory(folder.resolve("declared"));
    String declared = spec(city("drop")).replaceFirst("[{]", "{\"fields\": {\"late\": \"INT64\"},");
    assertThat(run(declared, input, "--format=csv").succeeded().lines())
        .containsExactly("\"ACC\",\"5\",\"Accra\"");
  }

  @Test
  void rejectedRecordsCanBeEnrichedAgain() throws IOException {
    String streets =
        """
        {"name": "streets", "table": "Streets", "key": {"City": "at.city"},
         "columns": {"nr": "Nr"}, "whenMissing": "deadLetter"}
        """;
    EnrichRun first =
        run(
            spec(streets),
            input("{\"at\":{\"city\":\"ACC\"},\"n\":1.50}", "{\"at\":{\"city\":\"KMS\"},\"n\":2}"),
            "--format=avro",
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--maxFailures=1");
    first.succeeded();
    assertThat(first.summary().path("tables").path(0).path("written").asLong()).isEqualTo(2);

    Path again = Files.writeString(folder.resolve("again.jsonl"), "");
    for (JsonNode line : first.rejected()) {
      Files.writeString(again, line.path("record") + "\n", StandardOpenOption.APPEND);
    }
    folder = Files.createDirectory(folder.resolve("second"));
    EnrichRun second = run(spec(streets.replace("deadLetter", "null")), again).succeeded();
    assertThat(second.lines()).containsExactly("{\"at\":{\"city\":\"KMS\"},\"n\":2.0,\"nr\":null}");
  }

  @Test
  void filesMayHaveTheirColumnsInAnyOrderAndBeCompressed() throws IOException {
    Files.writeString(folder.resolve("in1.csv"), "c,x\nACC,1\n");
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("in2.csv.gz")))) {
      out.write("x,c\n2,OSL\n".getBytes(StandardCharsets.UTF_8));
    }
    EnrichRun run =
        run(spec(city("fail")), folder.resolve("in*"), "--hasHeader", "--format=jsonl").succeeded();
    assertThat(run.lines())
        .containsExactly(
            "{\"c\":\"ACC\",\"x\":\"1\",\"city\":\"Accra\"}",
            "{\"c\":\"OSL\",\"x\":\"2\",\"city\":\"Oslo\"}");
  }

  @Test
  void theDatabaseIsReadAsOfTheSnapshot() throws Exception {
    Timestamp before = Rows.write(database, city("TMP", "Then", null));
    Rows.write(
        database,
        Mutation.newUpdateBuilder("Cities").set("Code").to("TMP").set("Name").to("Now").build());

    Path input = input("{\"c\":\"TMP\"}");
    assertThat(run(spec(city("null")), input, "--snapshotTime=" + before).succeeded().lines())
        .containsExactly("{\"c\":\"TMP\",\"city\":\"Then\"}");
  }

  @Test
  void recordsMayComeFromAQuery() throws IOException {
    EnrichRun run =
        EnrichRun.of(
                database,
                folder,
                spec(
                    """
                    {"name": "country", "table": "Countries", "key": {"Code": "Country"},
                     "columns": {"Land": "Name"}}
                    """),
                "--query=SELECT Code, Country FROM Cities WHERE Code != 'TMP'",
                "--format=csv")
            .succeeded();
    assertThat(run.lines())
        .containsExactly(
            "\"ACC\",\"GH\",\"Ghana\"",
            "\"KMS\",\"GH\",\"Ghana\"",
            "\"OSL\",\"NO\",\"Norway\"",
            "\"XXX\",\\N,\\N");
    assertThat(run.summary().path("connectionsOpened").asLong()).isLessThanOrEqualTo(1);
  }

  @Test
  void anInputWithoutRecords() throws IOException {
    Path csv = Files.writeString(folder.resolve("empty.csv"), "c,x\n");
    EnrichRun run = run(spec(city("null")), csv, "--hasHeader").succeeded();
    assertThat(run.lines()).isEmpty();
    assertThat(run.files())
        .singleElement()
        .satisfies(file -> assertThat(file).hasContent("\"c\",\"x\",\"city\""));
    assertThat(records(run.summary())).isEqualTo("records: read 0, written 0, failed 0");
  }
}
