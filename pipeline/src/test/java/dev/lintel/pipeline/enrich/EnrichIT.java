package dev.lintel.pipeline.enrich;

import static dev.lintel.pipeline.enrich.CityTables.lookup;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.records.JsonSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records with a row, without one, bad records, and no records at all. */
@Timeout(120)
@SpannerDatabase(ddl = {CityTables.CITIES, CityTables.COUNTRIES, CityTables.STREETS})
class EnrichIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  EnrichIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    CityTables.fill(database);
  }

  private Path input(String... lines) throws IOException {
    return Files.write(folder.resolve("input.jsonl"), List.of(lines));
  }

  private EnrichRun run(String spec, Path input, String... options) throws IOException {
    return EnrichRun.ofFile(database, folder, spec, input, options);
  }

  @Test
  void whatIsMissingIsNull() throws IOException {
    Path input =
        input("{\"c\":\"ACC\"}", "{\"c\":\"ABC\"}", "{\"c\":null}", "{}", "{\"c\":\"ACC\"}");
    EnrichRun run = run(EnrichRun.spec(lookup("null")), input).succeeded();

    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "{\"c\":\"ACC\",\"city\":\"Accra\"}",
            "{\"c\":\"ACC\",\"city\":\"Accra\"}",
            "{\"c\":\"ABC\",\"city\":null}",
            "{\"c\":null,\"city\":null}",
            "{\"city\":null}");
    assertThat(run.records()).isEqualTo("records: read 5, written 5, failed 0");
    assertThat(run.figures("city")).isEqualTo("elements 5, keys 2, found 2, missing 3, failed 0");
    assertThat(run.command().out()).contains("Output: " + folder.resolve("out") + "/enriched-");
  }

  @Test
  void foldersGiveFieldsToTheRecords_andKeysToLookups() throws IOException {
    Path accra = Files.createDirectories(folder.resolve("in/c=ACC/n=1"));
    Files.writeString(accra.resolve("a.jsonl"), "{\"n\":1,\"x\":[1.50]}\n");
    Files.createFile(accra.resolve("_SUCCESS"));
    Path oslo = Files.createDirectories(folder.resolve("in/c=OSL/n=2"));
    Files.writeString(oslo.resolve("b.jsonl"), "{\"n\":3}\n");
    EnrichRun run =
        run(
                EnrichRun.spec(lookup("null")),
                folder.resolve("in/**"),
                "--invalidOutputPath=" + folder.resolve("rejected"),
                "--maxFailures=1")
            .succeeded();

    assertThat(run.lines())
        .containsExactly("{\"n\":1,\"x\":[1.50],\"c\":\"ACC\",\"city\":\"Accra\"}");
    assertThat(run.rejected())
        .extracting(line -> line.path("message").asText())
        .containsExactly("field n: the record has another value than the folder n=2");
  }

  @Test
  void whatIsMissingIsLeftOut() throws IOException {
    EnrichRun run =
        run(EnrichRun.spec(lookup("drop")), input("{\"c\":\"ACC\"}", "{\"c\":\"ABC\"}"))
            .succeeded();

    assertThat(run.lines()).containsExactly("{\"c\":\"ACC\",\"city\":\"Accra\"}");
    assertThat(run.records()).isEqualTo("records: read 2, written 1, failed 0");
    assertThat(run.figures("city")).contains("found 1, missing 1");
  }

  @Test
  void whatIsMissingFailsTheJob() throws IOException {
    EnrichRun run =
        run(EnrichRun.spec(lookup("fail")), input("{\"c\":\"ACC\"}", "{\"c\":\"ABC\"}"));

    assertThat(run.command().status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.command().err())
        .contains(
            "Lookup city, whose \"whenMissing\" is \"fail\": Cities has no row for the key of the"
                + " record")
        .doesNotContain("ABC");
    assertThat(run.files()).isEmpty();
    assertThat(run.summary().path("state").asText()).isEqualTo("FAILED");
  }

  @Test
  void whatIsMissingIsRejectedWithTheReason() throws IOException {
    Path input =
        input("{\"c\":\"ACC\"}", "{\"c\":\"ABC\", \"x\": [1.50]}", "{\"c\":null}", "{\"c\":true}");
    EnrichRun run =
        run(
            EnrichRun.spec(lookup("deadLetter")),
            input,
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--maxFailures=2");

    assertThat(run.command().status()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(run.lines()).containsExactly("{\"c\":\"ACC\",\"city\":\"Accra\"}");
    assertThat(run.records()).isEqualTo("records: read 4, written 1, failed 3");
    assertThat(run.rejected())
        .extracting(JsonNode::toString)
        .containsExactlyInAnyOrder(
            "{\"table\":\"Cities\",\"errorCode\":\"NOT_FOUND\",\"message\":\"Lookup city: Cities"
                + " has no row for the key of the"
                + " record\",\"record\":{\"c\":\"ABC\",\"x\":[1.50]}}",
            "{\"table\":\"Cities\",\"errorCode\":\"NOT_FOUND\",\"message\":\"Lookup city: the key"
                + " of the record is null\",\"record\":{\"c\":null}}",
            "{\"table\":\"(input)\",\"errorCode\":\"INVALID_ARGUMENT\",\"message\":\"Column c"
                + " (STRING(3)): neither a string nor a number, got"
                + " \\\"true\\\"\",\"source\":{\"file\":\""
                + input
                + "\",\"record\":4,\"line\":4},\"format\":\"jsonl\",\"readAs\":{\"jsonStrings\":\"document\"},\"raw\":\"{\\\"c\\\":true}\"}");
  }

  @Test
  void recordsThatCannotBeReadCostOnlyThemselves() throws IOException {
    // The field that the lookup adds is there already in one that nobody looked at beforehand.
    List<String> lines =
        Stream.of(
                Stream.of("{\"c\":\"ACC\"}", "nonsense", "[]"),
                Stream.generate(() -> "{}").limit(JsonSample.SIZE),
                Stream.of("{\"c\":\"OSL\",\"city\":1}"))
            .flatMap(part -> part)
            .toList();
    EnrichRun run =
        run(
                EnrichRun.spec(lookup("drop")),
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
            "the record has a field city of its own, which is to be added to it"
                + " {\"c\":\"OSL\",\"city\":1}");
  }

  @Test
  void aFieldThatOnlyLaterRecordsHaveIsToBeDeclared() throws IOException {
    List<String> lines =
        Stream.concat(
                Stream.generate(() -> "{\"c\":\"ABC\"}").limit(JsonSample.SIZE),
                Stream.of("{\"c\":\"ACC\",\"late\":5}"))
            .toList();
    Path input = input(lines.toArray(String[]::new));
    EnrichRun without =
        run(EnrichRun.spec(lookup("drop")), input, "--format=csv", "--maxFailures=1");
    assertThat(without.succeeded().lines()).isEmpty();

    folder = Files.createDirectory(folder.resolve("declared"));
    String declared =
        EnrichRun.spec(lookup("drop")).replaceFirst("[{]", "{\"fields\": {\"late\": \"INT64\"},");
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
            EnrichRun.spec(streets),
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
    EnrichRun second =
        run(EnrichRun.spec(streets.replace("deadLetter", "null")), again).succeeded();
    assertThat(second.lines()).containsExactly("{\"at\":{\"city\":\"KMS\"},\"n\":2.0,\"nr\":null}");
  }

  @Test
  void filesMayHaveTheirColumnsInAnyOrderAndBeCompressed() throws IOException {
    Files.writeString(folder.resolve("in1.csv"), "c,x\nACC,1\n");
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("in2.csv.gz")))) {
      out.write("x,c\n2,OSL\n".getBytes(StandardCharsets.UTF_8));
    }
    EnrichRun run =
        run(EnrichRun.spec(lookup("fail")), folder.resolve("in*"), "--hasHeader", "--format=jsonl")
            .succeeded();
    assertThat(run.lines())
        .containsExactly(
            "{\"c\":\"ACC\",\"x\":\"1\",\"city\":\"Accra\"}",
            "{\"c\":\"OSL\",\"x\":\"2\",\"city\":\"Oslo\"}");
  }

  @Test
  void anInputWithoutRecords() throws IOException {
    Path csv = Files.writeString(folder.resolve("empty.csv"), "c,x\n");
    EnrichRun run = run(EnrichRun.spec(lookup("null")), csv, "--hasHeader").succeeded();
    assertThat(run.lines()).isEmpty();
    assertThat(run.files())
        .singleElement()
        .satisfies(file -> assertThat(file).hasContent("\"c\",\"x\",\"city\""));
    assertThat(run.records()).isEqualTo("records: read 0, written 0, failed 0");
  }
}
