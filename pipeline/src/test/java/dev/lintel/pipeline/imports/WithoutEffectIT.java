package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
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

/** Options about the schema of an export, with input that has none. */
@Timeout(120)
class WithoutEffectIT {
  private static final String EARLY =
      "--earlyIndexCreateFlag and --earlyIndexCreateThreshold are without effect";

  private final EmulatorDatabase database;
  private Path folder;

  WithoutEffectIT(
      @SpannerDatabase(ddl = "CREATE TABLE Towns (Id INT64 NOT NULL) PRIMARY KEY (Id)")
          EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void write(@TempDir Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Rows.write(database, Mutation.newInsertOrUpdateBuilder("Towns").set("Id").to(1).build());
    Files.writeString(folder.resolve("Towns.csv"), "Id\n1\n");
  }

  private Path export(String name, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--outputDir=" + folder.resolve(name));
    assertSucceeded(CommandRun.on(database, "export", all.toArray(String[]::new)));
    try (var exports = Files.list(folder.resolve(name))) {
      return exports.findFirst().orElseThrow();
    }
  }

  private static CommandRun assertSucceeded(CommandRun run) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    return run;
  }

  private CommandRun importCsv(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--input=" + folder.resolve("Towns.csv"));
    all.add("--tableName=Towns");
    all.add("--hasHeader");
    return CommandRun.on(database, "import", all.toArray(String[]::new));
  }

  @Test
  void earlyIndexesOfFilesAreSaidToBeWithoutEffect() {
    assertThat(assertSucceeded(importCsv("--earlyIndexCreateFlag=true")).err())
        .containsOnlyOnce("lintel import: " + EARLY);
    assertThat(assertSucceeded(importCsv("--earlyIndexCreateThreshold=3")).err()).contains(EARLY);
    assertThat(assertSucceeded(importCsv()).err()).doesNotContain("without effect");
  }

  @Test
  void earlyIndexesOfTheResultOfAQueryAreSaidToBeWithoutEffect() throws IOException {
    Path result = export("result", "--query=SELECT Id FROM Towns");

    assertThat(
            assertSucceeded(
                    CommandRun.on(
                        database,
                        "import",
                        "--inputDir=" + result,
                        "--tableName=Towns",
                        "--earlyIndexCreateFlag=true"))
                .err())
        .contains(EARLY);
  }

  @Test
  void manyIndexesThatAreNotEarlyAreSaidToBeWithoutEffect() throws IOException {
    String whole = "--inputDir=" + export("whole");

    assertThat(
            assertSucceeded(
                    CommandRun.on(database, "import", whole, "--earlyIndexCreateThreshold=3"))
                .err())
        .contains("--earlyIndexCreateThreshold is without effect, as --earlyIndexCreateFlag is");
    assertThat(
            assertSucceeded(
                    CommandRun.on(
                        database,
                        "import",
                        whole,
                        "--earlyIndexCreateThreshold=3",
                        "--earlyIndexCreateFlag=true"))
                .err())
        .doesNotContain("without effect");
  }

  @Test
  void aPrimaryKeyOfTheResultOfAQueryIsRefused() throws IOException {
    CommandRun.on(
            database,
            "import",
            "--inputDir=" + export("result", "--query=SELECT Id FROM Towns"),
            "--tableName=Towns",
            "--primaryKey=Towns:Id")
        .assertRefused("--primaryKey does not go with the result of a query");
  }
}
