package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of bad record is rejected with its reason, and can be imported once it is fixed. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Cities (CityId INT64 NOT NULL, Name STRING(10) NOT NULL) PRIMARY KEY (CityId)",
      """
      CREATE TABLE People (Id INT64 NOT NULL, Name STRING(10) NOT NULL, Email STRING(40),
        CityId INT64, Born DATE,
        CONSTRAINT FK_City FOREIGN KEY (CityId) REFERENCES Cities (CityId)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Pets (Id INT64 NOT NULL, PetId INT64 NOT NULL, Name STRING(10),
        CONSTRAINT NoCats CHECK (Name != 'Cat')) PRIMARY KEY (Id, PetId), INTERLEAVE IN PARENT People
      """,
      "CREATE UNIQUE NULL_FILTERED INDEX PeopleByEmail ON People (Email)"
    })
class ImportRejectedIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private Path input(String name, String text) throws IOException {
    Path input = Files.createDirectories(folder.resolve("input"));
    return Files.writeString(input.resolve(name), text);
  }

  private List<JsonNode> rejected(Path where) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (var files = Files.list(where)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          lines.add(MAPPER.readTree(line));
        }
      }
    }
    return lines;
  }

  private CommandRun load(EmulatorDatabase database, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--nullString=NULL");
    return CommandRun.on(database, "import", all.toArray(String[]::new));
  }

  @Test
  void everyKindOfBadRecordIsSetAsideWithItsReasonAndContent(EmulatorDatabase database)
      throws Exception {
    input("Cities.csv", "1,Accra\n2,Bergen\n");
    Path people = input("People.csv", "");
    Files.write(
        people,
        """
        1,Ama,ama@example.com,1,1990-01-31
        2,Bo,bo@example.com
        three,Cy,cy@example.com,1,1990-01-31
        4,Dagfinn-Marius,d@example.com,2,1990-01-31
        5,NULL,e@example.com,2,1990-01-31
        6,Femi,ama@example.com,1,1990-01-31
        7,Gro,g@example.com,99,1990-01-31
        8,Hal,h@example.com,1,1990-02-30
        """
            .getBytes(StandardCharsets.UTF_8));
    Files.write(
        people,
        "9,Inés,i@example.com,1,1990-01-31\n".getBytes(StandardCharsets.ISO_8859_1),
        java.nio.file.StandardOpenOption.APPEND);
    input("Pets.csv", "1,1,Rex\n1,2,Cat\n77,1,Tom\n");
    Path out = folder.resolve("out");

    CommandRun run =
        load(database, "--inputDir=" + folder.resolve("input"), "--invalidOutputPath=" + out);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    Map<String, String> messages = new TreeMap<>();
    for (JsonNode line : rejected(out)) {
      String content =
          line.has("record") ? line.path("record").toString() : line.path("raw").asText();
      messages.put(content, line.path("errorCode").asText() + ": " + line.path("message").asText());
      assertThat(line.path("table").asText()).isIn("People", "Pets");
    }
    assertThat(messages).hasSize(10);
    assertThat(messages.get("2,Bo,bo@example.com"))
        .isEqualTo("INVALID_ARGUMENT: 3 fields, but the file has 5 columns");
    assertThat(messages.get("three,Cy,cy@example.com,1,1990-01-31"))
        .contains("Column Id (INT64)", "\"three\"");
    assertThat(messages.get("4,Dagfinn-Marius,d@example.com,2,1990-01-31"))
        .contains("Column Name (STRING(10))", "14 characters, at most 10");
    assertThat(messages.get("5,NULL,e@example.com,2,1990-01-31"))
        .contains("Column Name", "null in a NOT NULL column");
    assertThat(messages.get("8,Hal,h@example.com,1,1990-02-30"))
        .contains("Column Born (DATE)", "1990-02-30");
    assertThat(messages)
        .hasEntrySatisfying(
            record("6", "Femi", "ama@example.com", "1"),
            message -> assertThat(message).contains("ALREADY_EXISTS", "PeopleByEmail"))
        .hasEntrySatisfying(
            record("7", "Gro", "g@example.com", "99"),
            message -> assertThat(message).contains("FAILED_PRECONDITION", "FK_City", "99"))
        .hasEntrySatisfying(
            "{\"Id\":\"77\",\"PetId\":\"1\",\"Name\":\"Tom\"}",
            message -> assertThat(message).contains("NOT_FOUND", "People", "77"))
        .hasEntrySatisfying(
            "{\"Id\":\"1\",\"PetId\":\"2\",\"Name\":\"Cat\"}",
            message -> assertThat(message).contains("OUT_OF_RANGE", "NoCats"));
    assertThat(rejected(out))
        .filteredOn(line -> line.has("rawBase64"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("message").asText()).isEqualTo("not valid UTF-8");
              assertThat(line.path("rawBase64").binaryValue())
                  .isEqualTo(
                      "9,Inés,i@example.com,1,1990-01-31".getBytes(StandardCharsets.ISO_8859_1));
              assertThat(line.path("source").path("file").asText()).endsWith("People.csv");
              assertThat(line.path("source").path("line").asLong()).isEqualTo(9);
            });
    assertThat(Rows.of(database, "SELECT Id FROM People")).containsExactly("[1]");
    assertThat(Rows.of(database, "SELECT Name FROM Pets")).containsExactly("[Rex]");
  }

  private static String record(String id, String name, String email, String city) {
    return "{\"Id\":\"%s\",\"Name\":\"%s\",\"Email\":\"%s\",\"CityId\":\"%s\",\"Born\":\"1990-01-31\"}"
        .formatted(id, name, email, city);
  }

  @Test
  void rejectedRecordsCanBeImportedAgainOnceTheCauseIsFixed(EmulatorDatabase database)
      throws Exception {
    input("People.csv", "1,Ama,a@example.com,1,1990-01-31\n2,Bo,b@example.com,1\n");
    input("Pets.csv", "1,1,Rex\n");
    Path out = folder.resolve("out");
    CommandRun first =
        load(database, "--inputDir=" + folder.resolve("input"), "--invalidOutputPath=" + out);
    assertThat(first.status()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(Rows.of(database, "SELECT Id FROM People")).isEmpty();
    assertThat(rejected(out)).hasSize(3);

    // The city was missing, and one record lacked its last field.
    input("Cities.csv", "1,Accra\n");
    assertThat(
            load(database, "--input=" + folder.resolve("input/Cities.csv"), "--tableName=Cities")
                .status())
        .isEqualTo(ExitStatus.SUCCEEDED);
    try (var files = Files.list(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(
            file,
            Files.readString(file)
                .replace("2,Bo,b@example.com,1", "2,Bo,b@example.com,1,1990-01-31"));
      }
    }
    CommandRun second =
        load(
            database,
            "--inputDir=" + out,
            "--format=rejected",
            "--invalidOutputPath=" + folder.resolve("again"));

    assertThat(second.status()).as(second.out() + second.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Id, Name, Born FROM People ORDER BY Id"))
        .containsExactly("[1, Ama, 1990-01-31]", "[2, Bo, 1990-01-31]");
    assertThat(Rows.of(database, "SELECT Name FROM Pets")).containsExactly("[Rex]");
    assertThat(rejected(folder.resolve("again"))).isEmpty();
  }
}
