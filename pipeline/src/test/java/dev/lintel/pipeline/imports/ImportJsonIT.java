package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents and numbers mean the same in CSV, in JSON Lines as text, and in JSON Lines itself. */
@Timeout(300)
@SpannerDatabase(
    ddl = "CREATE TABLE T (Id INT64 NOT NULL, Doc JSON, F FLOAT64, G FLOAT32) PRIMARY KEY (Id)")
class ImportJsonIT {
  private static final String POSTGRES =
      "CREATE TABLE \"T\" (\"Id\" bigint PRIMARY KEY, \"Doc\" jsonb, \"F\" float8, \"G\" float8)";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private final EmulatorDatabase database;

  ImportJsonIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void clear() throws InterruptedException {
    Rows.write(database, Mutation.delete("T", KeySet.all()));
  }

  /** Imports a document as CSV (id 1), as text in JSON Lines (2) and as it is (3). */
  private CommandRun load(EmulatorDatabase into, String document, String... options)
      throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(input.resolve("T.csv"), "1,'%s',,\n".formatted(document));
    Files.writeString(
        input.resolve("T.jsonl"),
        """
        {"Id": 2, "Doc": %s}
        {"Id": 3, "Doc": %s}
        """
            .formatted(MAPPER.writeValueAsString(document), document));
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--inputDir=" + input);
    all.add("--fieldQualifier='");
    return CommandRun.on(into, "import", all.toArray(String[]::new));
  }

  private void assertStored(EmulatorDatabase into, String document, String stored)
      throws Exception {
    CommandRun run = load(into, document);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    String query =
        into.dialect() == Dialect.POSTGRESQL
            ? "SELECT \"Doc\"::text FROM \"T\" ORDER BY \"Id\""
            : "SELECT TO_JSON_STRING(Doc) FROM T ORDER BY Id";
    assertThat(Rows.of(into, query)).as(document).containsOnly("[" + stored + "]").hasSize(3);
  }

  @Test
  void aNameThatOccursTwiceHasItsFirstValueInJson_andItsLastInJsonb(SpannerEmulator emulator)
      throws Exception {
    assertStored(
        database, "{\"a\":1,\"b\":{\"c\":1,\"c\":2},\"a\":2}", "{\"a\":1,\"b\":{\"c\":1}}");
    EmulatorDatabase postgres = emulator.createDatabase(Dialect.POSTGRESQL, List.of(POSTGRES));
    assertStored(
        postgres, "{\"a\":1,\"b\":{\"c\":1,\"c\":2},\"a\":2}", "{\"a\": 2, \"b\": {\"c\": 2}}");
  }

  @Test
  void numbersKeepTheirValueAndTheirSign(SpannerEmulator emulator) throws Exception {
    assertStored(
        database,
        "[-0.0, 1e2, 0.1, 9007199254740993, 18446744073709551615, 1e300]",
        "[-0.0,100.0,0.1,9007199254740993,18446744073709551615,1e+300]");
    EmulatorDatabase postgres = emulator.createDatabase(Dialect.POSTGRESQL, List.of(POSTGRES));
    assertStored(
        postgres,
        "[0.12345678901234567890123, 12345678901234567890123, 1e-30]",
        "[0.12345678901234567890123, 12345678901234567890123, 0.000000000000000000000000000001]");
  }

  @Test
  void aNumberThatJsonWouldRoundIsRejected() throws Exception {
    for (String number :
        List.of(
            "1e400",
            "1e-400",
            "9007199254740993.5",
            "12345678901234567890123",
            "0.12345678901234567890123")) {
      CommandRun run =
          load(database, "{\"n\":" + number + "}", "--invalidOutputPath=" + folder.resolve("out"));
      assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
      assertThat(Rows.of(database, "SELECT Id FROM T")).as(number).isEmpty();
    }
    try (var files = Files.walk(folder.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readAllLines(file))
            .allSatisfy(
                line ->
                    assertThat(line)
                        .contains("a number in it is one that JSON cannot hold exactly"));
      }
    }
  }

  @Test
  void aStringIsTheTextOfADocument_orADocumentIfAskedFor() throws Exception {
    Path input =
        Files.writeString(
            folder.resolve("T.jsonl"),
            """
            {"Id": 1, "Doc": "1"}
            {"Id": 2, "Doc": "hello"}
            """);
    Path out = folder.resolve("rejected");
    CommandRun run =
        CommandRun.on(
            database, "import", "--input=" + input, "--tableName=T", "--invalidOutputPath=" + out);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    String query = "SELECT Id, TO_JSON_STRING(Doc) FROM T ORDER BY Id";
    assertThat(Rows.of(database, query)).containsExactly("[1, 1]");

    run =
        CommandRun.on(
            database, "import", "--input=" + input, "--tableName=T", "--jsonStrings=value");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, query)).containsExactly("[1, \"1\"]", "[2, \"hello\"]");
  }

  @Test
  void aNumberThatWouldGetLostIsRejected_andAFractionIsRounded() throws Exception {
    Path input =
        Files.writeString(
            folder.resolve("T.jsonl"),
            """
            {"Id": 1, "F": 1e-400}
            {"Id": 2, "F": "1e-400"}
            {"Id": 3, "G": 1e-60}
            {"Id": 4, "F": 1e400}
            {"Id": 5, "F": 9007199254740993}
            {"Id": 6, "F": 0.12345678901234567890, "G": 0.1}
            {"Id": 7, "F": -0.0, "G": -0}
            {"Id": 8, "F": 12345678901234567000, "G": 1e20}
            """);
    CommandRun run = CommandRun.on(database, "import", "--input=" + input, "--tableName=T");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(
            Rows.of(
                database, "SELECT Id, IEEE_DIVIDE(1, F), IEEE_DIVIDE(1, G) FROM T WHERE Id = 7"))
        .containsExactly("[7, -Infinity, -Infinity]");
    assertThat(Rows.of(database, "SELECT Id FROM T ORDER BY Id"))
        .containsExactly("[6]", "[7]", "[8]");
  }
}
