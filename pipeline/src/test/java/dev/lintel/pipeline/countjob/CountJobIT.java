package dev.lintel.pipeline.countjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.runs.RecordedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that is its package and one line in the list of jobs: it runs, and doctor checks it. */
@Timeout(120)
@SpannerDatabase(ddl = "CREATE TABLE T (Id INT64 NOT NULL) PRIMARY KEY (Id)")
class CountJobIT {

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  CountJobIT(EmulatorDatabase database) {
    this.database = database;
  }

  private CommandRun run(String command, String... options) {
    List<String> args = new ArrayList<>();
    args.add(command);
    args.addAll(CommandRun.optionsFor(database));
    args.addAll(List.of(options));
    return CountJobs.run(Map.of("SPANNER_EMULATOR_HOST", database.host()), args);
  }

  @Test
  void runsAndIsRecorded() throws Exception {
    Rows.write(database, Mutation.newInsertBuilder("T").set("Id").to(1).build());
    Rows.write(database, Mutation.newInsertBuilder("T").set("Id").to(2).build());

    CommandRun run =
        run("count", "--tableName=T", "--outputDir=" + folder, "--jobKey=nightly-count");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .singleElement()
          .satisfies(file -> assertThat(Files.readString(file)).isEqualTo("2\n"));
    }
    assertThat(run.out()).contains("count succeeded", "Count: " + folder);
    assertThat(RecordedRuns.of(database, "nightly-count"))
        .singleElement()
        .satisfies(
            recorded -> {
              assertThat(recorded.get("job").asText()).isEqualTo("count");
              assertThat(recorded.get("state").asText()).isEqualTo("SUCCEEDED");
            });
  }

  @Test
  void problemsWithItsPlacesAndItsOwnAreReportedTogether() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    run("count", "--tableName=U", "--outputDir=" + file)
        .assertRefused(
            "--outputDir: %s cannot be created, %s is not a folder".formatted(file, file),
            "--tableName: there is no table U");
  }

  @Test
  void doctorProbesItsFolderAndTheRetention() throws Exception {
    CommandRun well = run("doctor", "--jobs=count", "--tableName=T", "--outputDir=" + folder);

    assertThat(well.status()).as(well.out() + well.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(well.out())
        .contains("ok           --outputDir: %s can be written to\n".formatted(folder))
        .contains("ok           retention: ");

    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("doctor", "--jobs=count", "--tableName=T", "--outputDir=" + file).out())
        .contains("PROBLEM      --outputDir: %s cannot be created".formatted(file));
  }
}
