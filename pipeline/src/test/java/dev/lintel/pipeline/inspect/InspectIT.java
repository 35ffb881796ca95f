package dev.lintel.pipeline.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files and the tables of a database. */
@Timeout(120)
@SpannerDatabase(
    ddl =
        "CREATE TABLE Trips (TripId INT64 NOT NULL, Start TIMESTAMP, Distance FLOAT64,"
            + " Driver STRING(10) NOT NULL, Note STRING(MAX)) PRIMARY KEY (TripId)")
class InspectIT {

  @Test
  void thePageShowsWhatIsPrintedWithADatabase(EmulatorDatabase database, @TempDir Path folder)
      throws Exception {
    var page = new PageTranscripts(Path.of("../docs/inspect.md"));
    page.writeFiles(folder);

    page.check(
        folder,
        Pattern.compile("--databaseId"),
        variables(database),
        "--spannerProjectId=" + database.projectId(),
        "--instanceId=" + database.instanceId(),
        "--databaseId=" + database.databaseId());
  }

  @Test
  void aTableFromTheProposedDdlTakesTheFiles(EmulatorDatabase database, @TempDir Path folder)
      throws Exception {
    Files.writeString(
        folder.resolve("Parts.csv"),
        """
        zip code,PartId,Price,Made,Sold
        00123,1,12.50,2024-02-29,true
        10115,2,0.1,2024-03-01,false
        """);
    Files.writeString(
        folder.resolve("Boxes.jsonl"),
        """
        {"box": "a", "sizes": [1, 2], "at": "2024-02-29T12:34:56Z", "more": {"x": 1}}
        {"box": "b", "sizes": [], "at": null}
        """);

    CommandRun ddl =
        CommandRun.of(Map.of(), List.of("inspect", folder.toString(), "--hasHeader", "--ddl"));

    assertThat(ddl.status()).as(ddl.out() + ddl.err()).isEqualTo(ExitStatus.SUCCEEDED);
    Path schema = Files.writeString(folder.resolve("_schema.sql"), ddl.out());
    Files.writeString(
        folder.resolve("Parts.csv"),
        Files.readString(folder.resolve("Parts.csv")).replace("zip code", "zip_code"));
    CommandRun run =
        CommandRun.on(
            database, "import", "--inputDir=" + folder, "--ddlFile=" + schema, "--hasHeader");
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(
            Rows.of(database, "SELECT PartId, zip_code, Price, Made, Sold FROM Parts ORDER BY 1"))
        .containsExactly(
            "[1, 00123, 12.5, 2024-02-29, true]", "[2, 10115, 0.1, 2024-03-01, false]");
    assertThat(Rows.of(database, "SELECT box, sizes, `at`, more FROM Boxes ORDER BY 1"))
        .containsExactly("[a, [1, 2], 2024-02-29T12:34:56Z, {\"x\":1}]", "[b, [], null, null]");
  }

  @Test
  void aColumnOfTheTableCanBeGivenByAFolder(EmulatorDatabase database, @TempDir Path folder)
      throws Exception {
    Path partition = Files.createDirectories(folder.resolve("trips/note=a%20b"));
    Files.writeString(partition.resolve("part-0.csv"), "TripId,Driver\n1,Ada\n");
    List<String> args = new ArrayList<>(List.of("inspect", folder.resolve("trips").toString()));
    args.addAll(List.of("--hasHeader", "--tableName=Trips"));
    args.addAll(CommandRun.optionsFor(database).subList(0, 3));

    CommandRun run = CommandRun.of(variables(database), args);

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out())
        .containsPattern("\n- +Note +STRING\\(MAX\\) +given by the folder\n")
        .containsPattern("\nNote +\"a b\"\n");
  }

  private static Map<String, String> variables(EmulatorDatabase database) {
    return Map.of("SPANNER_EMULATOR_HOST", database.host());
  }
}
