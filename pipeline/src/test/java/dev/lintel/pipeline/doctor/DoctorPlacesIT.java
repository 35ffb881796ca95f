package dev.lintel.pipeline.doctor;

import static dev.lintel.pipeline.doctor.Findings.assertProblems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./lintel doctor} finds in files and folders. */
@Timeout(120)
@SpannerDatabase(ddl = "CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(20)) PRIMARY KEY (Id)")
class DoctorPlacesIT {

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  DoctorPlacesIT(EmulatorDatabase database) {
    this.database = database;
  }

  private CommandRun export(String... options) {
    List<String> all = new ArrayList<>(List.of("--jobs=export", "--outputDir=" + folder));
    all.addAll(List.of(options));
    return CommandRun.on(database, "doctor", all.toArray(String[]::new));
  }

  private List<Path> everythingInFolder() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> !path.equals(folder)).toList();
    }
  }

  @Test
  void givenPlacesThatCannotBeUsed_namesEach() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    CommandRun run =
        CommandRun.on(
            database,
            "doctor",
            "--jobs=enrich",
            "--input=" + folder + "/none-*.csv",
            "--spec=" + folder + "/none.json",
            "--outputDir=" + file,
            "--invalidOutputPath=denied://store/rejected",
            "--summaryFile=" + folder,
            "--tempLocation=nonsense://bucket/temp");

    String look = "; check that the path is right and that these credentials may list and read it";
    String give = "; give a place that can be written to";
    assertProblems(
        run,
        "PROBLEM      --input: no file matches %s/none-*.csv".formatted(folder) + look,
        "PROBLEM      --spec: no file matches %s/none.json".formatted(folder) + look,
        "PROBLEM      --outputDir: %s cannot be created, %s is not a folder".formatted(file, file)
            + give,
        "PROBLEM      --invalidOutputPath: denied://store/rejected cannot be listed: 403 Forbidden"
            + give,
        "PROBLEM      --summaryFile: %s is a folder".formatted(folder) + give,
        "PROBLEM      --tempLocation: nonsense://bucket/temp: No filesystem found for scheme"
            + " nonsense"
            + give);
    assertThat(everythingInFolder()).containsExactly(file);
  }

  @Test
  void givenATemplate_comparesItWithTheOptions() throws Exception {
    Path known =
        template("known", "instanceId", "databaseId", "spannerProjectId", "outputDir", "since");
    Path old =
        template("old", "instanceId", "databaseId", "spannerProjectId", "outputDir", "color");

    assertThat(export("--since=last", "--templateFile=" + known).out())
        .contains(
            "ok           --templateFile: %s takes these options, its image is some/image\n"
                .formatted(known));
    assertProblems(
        export("--since=last", "--templateFile=" + old),
        "PROBLEM      --templateFile: %s does not know --since, so a launch is refused; name the template of export, or stage it again as it is now"
            .formatted(old),
        "PROBLEM      --templateFile: %s requires --color; give it, or stage the template again as it is now"
            .formatted(old));
    assertProblems(
        export("--templateFile=" + folder + "/none.json"),
        "PROBLEM      --templateFile: %s/none.json cannot be read: File spec %s/none.json not found; stage the template with ./lintel stage"
            .formatted(folder, folder));
    assertProblems(
        export("--templateFile=" + Files.writeString(folder.resolve("list"), "[]")),
        "PROBLEM      --templateFile: %s/list is not a template spec, it lacks image; stage the template with ./lintel stage"
            .formatted(folder));
  }

  private Path template(String name, String... required) throws IOException {
    String parameters =
        Stream.of(required)
            .map(
                parameter ->
                    "{\"name\": \"%s\", \"isOptional\": %s}"
                        .formatted(parameter, parameter.equals("since")))
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    return Files.writeString(
        folder.resolve(name + ".json"),
        """
        {"image": "some/image", "metadata": {"parameters": [%s]}, "sdkInfo": {"language": "JAVA"}}
        """
            .formatted(parameters));
  }
}
