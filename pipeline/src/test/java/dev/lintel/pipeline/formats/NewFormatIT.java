package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.cli.LintelSession;
import dev.lintel.pipeline.formats.EditedSources.Edit;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new format is one class, one constant and one line of one switch: with {@link KeyValueFormat}
 * as the fifth format, nothing else is changed, and every job reads and writes it.
 */
@Timeout(300)
class NewFormatIT {
  private static final Edit CONSTANT =
      new Edit(
          RecordFormat.class, "  PARQUET;", "  PARQUET, @JsonProperty(\"keyvalue\") KEYVALUE;");
  private static final Edit CHOICE =
      new Edit(
          Formats.class,
          "case PARQUET -> new ParquetFormat();",
          "case PARQUET -> new ParquetFormat(); case KEYVALUE -> new KeyValueFormat();");

  @TempDir Path folder;

  private Path classes() throws IOException {
    return Files.createDirectories(folder.resolve("classes"));
  }

  /** Runs the command line with the fifth format, and gives what it prints. */
  private static String run(
      LintelSession session, EmulatorDatabase database, int status, String job, String... options)
      throws IOException {
    List<String> args = new ArrayList<>(List.of(job));
    args.addAll(CommandRun.optionsFor(database));
    args.addAll(List.of(options));
    LintelSession.Answer answer = session.run(args);
    assertThat(answer.status()).as(answer.printed()).isEqualTo(status);
    return answer.printed();
  }

  private List<String> lines(String pattern) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      var matcher = folder.getFileSystem().getPathMatcher("glob:" + folder + pattern);
      for (Path file : files.filter(matcher::matches).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines.stream().sorted().toList();
  }

  @Test
  void withoutTheLineOfTheSwitch_onlyTheSwitchDoesNotCompile() throws IOException {
    assertThat(new EditedSources(CONSTANT).checkAll())
        .singleElement()
        .asString()
        .startsWith("Formats.java: ")
        .contains("does not cover all possible input values");
  }

  @Test
  @SpannerDatabase(ddl = "CREATE TABLE Cities (Id INT64, Name STRING(20)) PRIMARY KEY (Id)")
  void everyJobReadsAndWritesIt(EmulatorDatabase database) throws Exception {
    assertThat(new EditedSources(CONSTANT, CHOICE).compile(classes())).isEmpty();
    try (var session =
        LintelSession.start(
            classes(),
            Files.createDirectory(folder.resolve("log")).resolve("session.log"),
            Map.of("SPANNER_EMULATOR_HOST", database.host()))) {
      everyJobReadsAndWritesIt(session, database);
    }
  }

  private void everyJobReadsAndWritesIt(LintelSession session, EmulatorDatabase database)
      throws Exception {
    Path input = Files.writeString(folder.resolve("Cities.kv"), "Id=1;Name=Oslo\nId=2\nId=x\n?\n");

    String imported =
        run(
            session,
            database,
            /* status= */ 0,
            "import",
            "--inputDir=" + folder,
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--maxFailures=2");
    assertThat(imported).contains("Cities");
    assertThat(Rows.of(database, "SELECT Id, Name FROM Cities ORDER BY Id"))
        .containsExactly("[1, Oslo]", "[2, null]");

    // A rejected record of the format is corrected as its text, and imported again.
    List<String> rejected = lines("/rejected/*");
    assertThat(rejected).hasSize(2).allMatch(line -> line.contains("\"format\":\"keyvalue\""));
    Path corrected = Files.createDirectory(folder.resolve("corrected"));
    Files.writeString(
        corrected.resolve("a.jsonl"),
        rejected.stream()
            .filter(line -> line.contains("Id=x"))
            .findFirst()
            .orElseThrow()
            .replace("Id=x", "Id=3;Name=Rome"));
    run(
        session,
        database,
        /* status= */ 0,
        "import",
        "--input=" + corrected + "/*",
        "--format=rejected");

    run(
        session,
        database,
        /* status= */ 0,
        "export",
        "--outputDir=" + folder.resolve("exports"),
        "--format=keyvalue");
    assertThat(lines("/exports/*/Cities-*.kv"))
        .containsExactly("Id=1;Name=Oslo", "Id=2", "Id=3;Name=Rome");

    Path spec =
        Files.writeString(
            folder.resolve("spec.json"),
            """
            {"lookups": [{"name": "city", "table": "Cities", "key": {"Id": "city"},
              "columns": {"name": "Name"}}]}
            """);
    Files.delete(input);
    Path trips = Files.writeString(folder.resolve("trips.kv"), "trip=a;city=3\ntrip=b;city=1\n");
    run(
        session,
        database,
        /* status= */ 0,
        "enrich",
        "--input=" + trips,
        "--spec=" + spec,
        "--outputDir=" + folder.resolve("enriched"));
    assertThat(lines("/enriched/*.kv"))
        .containsExactly("trip=a;city=3;name=Rome", "trip=b;city=1;name=Oslo");

    assertThat(run(session, database, /* status= */ 2, "export", "--outputDir=x", "--format=xml"))
        .contains("--format=xml: not one of avro, parquet, csv, jsonl, keyvalue");
  }
}
