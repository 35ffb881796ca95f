package dev.lintel.pipeline.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is one line, which names the option, and nothing is touched. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Notes (Id INT64 NOT NULL, Lang STRING(2) NOT NULL, Text STRING(20), Day DATE,
        Made TIMESTAMP) PRIMARY KEY (Id, Lang)
      """,
      "CREATE TABLE Settings (Colour STRING(20)) PRIMARY KEY ()"
    })
class PurgeBadInputIT {
  private final EmulatorDatabase database;

  @TempDir private static Path folder;

  PurgeBadInputIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void fill() throws Exception {
    Rows.write(
        database,
        Mutation.newInsertOrUpdateBuilder("Notes")
            .set("Id")
            .to(1)
            .set("Lang")
            .to("en")
            .set("Text")
            .to("a")
            .build(),
        Mutation.newInsertOrUpdateBuilder("Settings").set("Colour").to("red").build());
    Files.writeString(folder.resolve("three.csv"), "1,en,a\n2,en,b\n");
    Files.writeString(folder.resolve("header.csv"), "Id,Text\n1,a\n");
    Files.writeString(folder.resolve("text.jsonl"), "{\"Id\":\"1\",\"Text\":\"a\"}\n");
  }

  @AfterEach
  void nothingIsTouched() throws Exception {
    assertThat(Rows.of(database, "SELECT Id FROM Notes")).containsExactly("[1]");
    assertThat(Rows.of(database, "SELECT Colour FROM Settings")).containsExactly("[red]");
  }

  private static Arguments with(String problem, String... options) {
    return Arguments.of(problem, List.of(options));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        with("--where: it begins with DELETE", "--where=DELETE FROM Notes WHERE Id = 1"),
        with("--where: it has a semicolon", "--where=Id = 1; DELETE FROM Notes WHERE TRUE"),
        with("--where: it names no column of table Notes, which has Id, Lang,", "--where=1 = 1"),
        with("--where: it names no column", "--where='Id' = 'Id'"),
        with("--where: its parentheses do not match", "--where=Id = 1) OR (1 = 1"),
        with("--where: Line 1: the string does not end", "--where=Text = 'a"),
        with("--where: it is empty", "--where=-- Id"),
        with("--where: ", "--where=Id + 1"),
        with("--where: ", "--where=Id = 1 AND Nothing = 2"),
        with("--where: ", "--where=Id = 1 LIMIT 5"),
        with("--where: ", "--where=(DELETE FROM Notes WHERE Id = 1)"),
        with("--where and --query do not go together", "--where=Id = 1", "--query=SELECT 1"),
        with("--olderThan and --input do not", "--olderThan=P1D", "--column=Day", "--input=x.csv"),
        with("--where, --olderThan, --query or --input is required"),
        with(
            "--jobKey records the run, and --dryRun changes nothing; leave out one of them",
            "--where=Id = 1",
            "--jobKey=k",
            "--dryRun"),
        with("--column: table Notes has no column Dya", "--olderThan=P1D", "--column=Dya"),
        with("--column: Text is STRING(20), and has no age", "--olderThan=P1D", "--column=Text"),
        with("--olderThan: column Day is a DATE", "--olderThan=PT1H", "--column=Day"),
        with("--olderThan: there is no time so long ago", "--olderThan=P9999Y", "--column=Made"),
        with("--olderThan", "--olderThan=30 days", "--column=Made"),
        with("--column", "--olderThan=P30D"),
        with(
            "--query: it returns (Id INT64), and the primary key of table Notes is (Id INT64, Lang"
                + " STRING(2))",
            "--query=SELECT Id FROM Notes"),
        with(
            "--query: it returns (Id STRING, Lang STRING)",
            "--query=SELECT 'a' AS Id, Lang FROM" + " Notes"),
        with("--query: ", "--query=DELETE FROM Notes WHERE TRUE"),
        with(
            "--query: it is made again as a subquery when rows are deleted, and cannot be: INVALID",
            "--query=@{USE_ADDITIONAL_PARALLELISM=TRUE} SELECT Id, Lang FROM Notes"),
        with(
            "--query: it is made again as a subquery when rows are deleted, and cannot be: INVALID",
            "--query=SELECT Id, Lang FROM Notes;"),
        with(
            "three.csv has no keys of table Notes, which are (Id INT64, Lang STRING(2)): its first"
                + " records have 3 fields",
            "--input=" + folder.resolve("three.csv")),
        with(
            "header.csv has no keys of table Notes",
            "--hasHeader",
            "--input=" + folder.resolve("header.csv")),
        with("text.jsonl has no keys of table Notes", "--input=" + folder.resolve("text.jsonl")),
        with("no file matches", "--input=" + folder.resolve("none*.csv")));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneLine(String problem, List<String> options) {
    PurgeRun.of(database, "Notes", options.toArray(String[]::new)).assertRefused(problem);
  }

  @Test
  void aTableThatCannotBePurgedIsRefused() {
    PurgeRun.of(database, "Nots", "--where=Id = 1")
        .assertRefused("--tableName: the database has no table Nots; did you mean Notes?");
    PurgeRun.of(database, "Settings", "--where=Colour = 'red'")
        .assertRefused("--tableName: table Settings has no primary key");
  }
}
