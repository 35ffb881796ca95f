package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.options.SpannerPriority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Each row of the tables of docs/from-google-templates.md, on jobs under Google's names. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoogleTemplatesPageIT {

  /** The first cell of a row of four. */
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (?!parameter|in the files)([^|]+?) \\|(?:[^|]*\\|){3}$", Pattern.MULTILINE);

  private static final String CELLS = "SELECT S, Y, B, CAST(D AS STRING), T FROM V WHERE Id = ";

  private final EmulatorDatabase database;
  private Path folder;
  private CommandRun text;
  private CommandRun lines;
  private CommandRun avro;
  private CommandRun copy;
  private CommandRun csv;

  GoogleTemplatesPageIT(
      @SpannerDatabase(
              ddl = {
                "CREATE TABLE V (Id INT64 NOT NULL, S STRING(MAX), Y BYTES(MAX), B BOOL, D DATE,"
                    + " T TIMESTAMP, F FLOAT64, TA ARRAY<TIMESTAMP>) PRIMARY KEY (Id)",
                "CREATE TABLE VKids (Id INT64 NOT NULL, Kid INT64 NOT NULL) PRIMARY KEY (Id, Kid),"
                    + " INTERLEAVE IN PARENT V",
                "CREATE INDEX VByS ON V(S)",
                "CREATE TABLE Z (Id INT64 NOT NULL) PRIMARY KEY (Id)",
                "CREATE TABLE A (Id INT64 NOT NULL, Z INT64, CONSTRAINT ZOfA FOREIGN KEY (Z)"
                    + " REFERENCES Z (Id)) PRIMARY KEY (Id)"
              })
          EmulatorDatabase database) {
    this.database = database;
  }

  private CommandRun run(String template, String... options) {
    List<String> args = new ArrayList<>();
    args.add(template);
    args.add("--spannerProjectId=" + database.projectId());
    if (!template.equals("Spanner_to_GCS_Text")) {
      args.add("--instanceId=" + database.instanceId());
      if (Stream.of(options).noneMatch(option -> option.startsWith("--databaseId="))) {
        args.add("--databaseId=" + database.databaseId());
      }
    }
    args.addAll(List.of(options));
    return CommandRun.of(Map.of("SPANNER_EMULATOR_HOST", database.host()), args);
  }

  @BeforeAll
  void runTheTemplates(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(
        folder.resolve("v.csv"),
        """
        1;'';;1;2024-02-09 00:00:00;1700000000000000;1.5;
        2;a
        3;x;YQ==;0;2024-2-9;2024-02-09 10:00:00;2
        4;x;;true;2023-02-31;;;
        5;x;;true;;;1e400;
        6;'NULL';NULL;false;;;;
        7;b;;;;;;;x
        8;'two
        """);
    Files.writeString(folder.resolve("a.csv"), "1;1;\n2;99;\n");
    Files.writeString(folder.resolve("z.csv"), "1;\n");
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"dialect": "GOOGLE_STANDARD_SQL", "tables": [
          {"table_name": "A", "file_patterns": ["a.csv"]},
          {"table_name": "Z", "file_patterns": ["z.csv"]},
          {"table_name": "V", "file_patterns": ["v.csv"], "columns": [
            {"column_name": "Id", "type_name": "INT64"}, {"column_name": "S", "type_name": "STRING"},
            {"column_name": "Y", "type_name": "BYTES"}, {"column_name": "B", "type_name": "BOOL"},
            {"column_name": "D", "type_name": "DATE"},
            {"column_name": "T", "type_name": "TIMESTAMP"},
            {"column_name": "F", "type_name": "FLOAT64"}]}]}
        """);
    text =
        run(
            "GCS_Text_to_Cloud_Spanner",
            "--importManifest=" + folder.resolve("manifest.json"),
            "--columnDelimiter=;",
            "--fieldQualifier='",
            "--nullString=NULL",
            "--timestampFormat=yyyy-MM-dd HH:mm:ss",
            "--maxNumRows=2",
            "--spannerPriority=",
            "--invalidOutputPath=" + folder.resolve("bad"));
    Files.writeString(folder.resolve("lines.csv"), "9|\"two\nlines\"|\n10|a\\|b|\nx|no key|\n");
    Files.writeString(
        folder.resolve("lines.json"),
        "{\"tables\": [{\"table_name\": \"V\", \"file_patterns\": [\"%s\"], \"columns\": ["
                .formatted(folder.resolve("lines.csv"))
            + "{\"column_name\": \"Id\"}, {\"column_name\": \"S\"}]}]}");
    lines =
        run(
            "GCS_Text_to_Cloud_Spanner",
            "--importManifest=" + folder.resolve("lines.json"),
            "--columnDelimiter=|",
            "--escape=\\",
            "--handleNewLine=true");
    avro =
        run(
            "Cloud_Spanner_to_GCS_Avro",
            "--outputDir=" + folder.resolve("avro"),
            "--avroTempDirectory=" + folder.resolve("temp"),
            "--tableNames=V",
            "--snapshotTime=",
            "--shouldExportTimestampAsLogicalType=true",
            "--checksumAlgorithm=CRC32C");
    copy =
        run(
            "GCS_Avro_to_Cloud_Spanner",
            "--databaseId=from-google",
            "--inputDir=" + export(),
            "--waitForIndexes=true",
            "--waitForForeignKeys=true",
            "--waitForChangeStreams=false",
            "--waitForSequences=true",
            "--earlyIndexCreateThreshold=1",
            "--ddlCreationTimeoutInMinutes=5",
            "--runIndexDdlInParallel=true");
    Files.createDirectories(folder.resolve("csv"));
    Files.writeString(folder.resolve("csv/v-00000-of-00099.csv"), "of an earlier run\n");
    csv =
        run(
            "Spanner_to_GCS_Text",
            "--spannerInstanceId=" + database.instanceId(),
            "--spannerDatabaseId=" + database.databaseId(),
            "--spannerTable=V",
            "--spannerSnapshotTime=",
            "--csvTempDirectory=" + folder.resolve("temp"),
            "--textWritePrefix=" + folder.resolve("csv/v"));
  }

  private Path export() throws IOException {
    try (Stream<Path> exports = Files.list(folder.resolve("avro"))) {
      return exports.findFirst().orElseThrow();
    }
  }

  private EmulatorDatabase copied() {
    return new EmulatorDatabase(
        database.host(),
        database.projectId(),
        database.instanceId(),
        "from-google",
        database.dialect());
  }

  private static String contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }

  private void assertRow(int id, String cells) throws InterruptedException {
    assertThat(Rows.of(database, CELLS + id)).containsExactly(cells);
  }

  private String rejected() throws IOException {
    return contents(folder.resolve("bad"));
  }

  private void assertSucceeded(CommandRun run) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  private static void ofSpellings(
      GoogleTemplatesPageIT on, ImmutableMap.Builder<String, Executable> tests) {
    tests.put(
        "`spannerProjectId`",
        () ->
            CommandRun.of(Map.of(), List.of("Spanner_to_GCS_Text", "--textWritePrefix=x"))
                .assertRefused(
                    "--spannerProjectId is required",
                    "--spannerInstanceId is required",
                    "--spannerDatabaseId is required",
                    "--spannerTable is required"));
    tests.put(
        "`spannerHost`",
        () -> {
          assertThat(GoogleNamesTest.text().getSpannerHost()).isNull();
          assertThat(GoogleNamesTest.text("--spannerHost=https://other").getSpannerHost())
              .isEqualTo("https://other");
        });
    tests.put(
        "`spannerPriority`",
        () -> {
          assertThat(GoogleNamesTest.text("--spannerPriority=").getSpannerPriority())
              .isEqualTo(SpannerPriority.MEDIUM);
          assertThat(GoogleNamesTest.avro("--spannerPriority=LOW").getSpannerPriority())
              .isEqualTo(SpannerPriority.LOW);
        });
    tests.put(
        "`dataBoostEnabled`",
        () ->
            assertThat(GoogleNamesTest.avro("--dataBoostEnabled=true").getDataBoostEnabled())
                .isTrue());
    tests.put(
        "`maxNumRows`",
        () -> {
          assertThat(GoogleNamesTest.text("--maxNumRows=2").getMaxCommitRows()).isEqualTo(2);
          on.assertSucceeded(on.text);
        });
    tests.put(
        "`snapshotTime`",
        () ->
            on.run(
                    "Cloud_Spanner_to_GCS_Avro",
                    "--outputDir=" + on.folder.resolve("old"),
                    "--snapshotTime=2001-01-01T00:00:00Z")
                .assertRefused("--snapshotTime: "));
    tests.put(
        "`spannerSnapshotTime`",
        () -> {
          on.assertSucceeded(on.csv);
          on.run(
                  "Spanner_to_GCS_Text",
                  "--spannerInstanceId=" + on.database.instanceId(),
                  "--spannerDatabaseId=" + on.database.databaseId(),
                  "--spannerTable=V",
                  "--spannerSnapshotTime=2001-01-01T00:00:00Z",
                  "--textWritePrefix=" + on.folder.resolve("old/v"))
              .assertRefused("--snapshotTime: ");
        });
    tests.put(
        "`shouldExportRelatedTables`",
        () ->
            on.run(
                    "Cloud_Spanner_to_GCS_Avro",
                    "--outputDir=" + on.folder.resolve("kids"),
                    "--tableNames=VKids")
                .assertRefused("--shouldExportRelatedTables"));
  }

  private static void ofExports(
      GoogleTemplatesPageIT on, ImmutableMap.Builder<String, Executable> tests) {
    tests.put("`instanceId`, `databaseId`", () -> on.assertSucceeded(on.copy));
    tests.put("`spannerInstanceId`, `spannerDatabaseId`", () -> on.assertSucceeded(on.csv));
    tests.put(
        "`outputDir`",
        () -> {
          on.assertSucceeded(on.avro);
          assertThat(on.export().getFileName().toString())
              .startsWith(on.database.instanceId() + "-" + on.database.databaseId() + "-");
        });
    tests.put(
        "`textWritePrefix`",
        () -> {
          assertThat(Files.readString(on.folder.resolve("csv/vschema")))
              .startsWith("{\"Id\":\"INT64\",\"S\":\"STRING(MAX)\",\"Y\":\"BYTES(MAX)\"");
          assertThat(on.folder.resolve("csv/v-00000-of-00099.csv")).doesNotExist();
          assertThat(contents(on.folder.resolve("csv")))
              .contains("\n\"3\",\"x\",\"YQ==\",\"false\",\"2024-02-09\",")
              .contains("\"2\",\"a\",,,,,,\n");
          try (Stream<Path> files = Files.list(on.folder.resolve("csv"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                .allMatch(name -> name.matches("v-\\d{5}-of-\\d{5}[.]csv|vschema"));
          }
        });
    tests.put(
        "`tableNames`",
        () -> {
          assertThat(Rows.of(on.copied(), "SELECT COUNT(*) FROM V")).containsExactly("[6]");
          assertThat(Rows.of(on.copied(), "SELECT COUNT(*) FROM A")).containsExactly("[0]");
        });
    tests.put("`spannerTable`", () -> assertThat(on.csv.out()).contains("V", "Files: "));
    tests.put(
        "`shouldExportTimestampAsLogicalType`",
        () ->
            assertThat(Rows.of(on.copied(), "SELECT T, TA FROM V WHERE Id = 1"))
                .containsExactly("[2023-11-14T22:13:20Z, null]"));
    tests.put(
        "`avroTempDirectory`, `csvTempDirectory`",
        () -> {
          assertThat(on.folder.resolve("temp")).isDirectory();
          assertThat(contents(on.folder.resolve("temp"))).isEmpty();
        });
    tests.put(
        "`checksumAlgorithm`",
        () -> {
          String manifest = Files.readString(on.export().resolve("V-manifest.json"));
          assertThat(manifest).contains("crc32c").doesNotContain("md5");
        });
    tests.put("`inputDir`", () -> on.assertSucceeded(on.copy));
    tests.put(
        "`waitForIndexes`, `waitForForeignKeys`, `waitForChangeStreams`, `waitForSequences`",
        () ->
            assertThat(on.copy.err())
                .contains(
                    "accepted, and without effect: --waitForIndexes (",
                    "--waitForForeignKeys (",
                    "--waitForChangeStreams (",
                    "--waitForSequences ("));
    tests.put(
        "`runIndexDdlInParallel`",
        () -> assertThat(on.copy.err()).contains("--runIndexDdlInParallel (it always sends"));
    tests.put(
        "`earlyIndexCreateFlag`, `earlyIndexCreateThreshold`",
        () ->
            assertThat(
                    Rows.of(
                        on.copied(),
                        "SELECT INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE INDEX_NAME ="
                            + " 'VByS'"))
                .hasSize(1));
    tests.put(
        "`ddlCreationTimeoutInMinutes`",
        () ->
            on.run(
                    "GCS_Avro_to_Cloud_Spanner",
                    "--inputDir=" + on.export(),
                    "--ddlCreationTimeoutInMinutes=0")
                .assertRefused("--ddlCreationTimeoutInMinutes=0: has to be a number of minutes"));
  }

  private static void ofTexts(
      GoogleTemplatesPageIT on, ImmutableMap.Builder<String, Executable> tests) {
    tests.put(
        "`importManifest`",
        () -> {
          on.assertSucceeded(on.text);
          Path manifest = on.folder.resolve("pg.json");
          Files.writeString(manifest, "{\"dialect\": \"POSTGRESQL\", \"tables\": []}");
          on.run("GCS_Text_to_Cloud_Spanner", "--importManifest=" + manifest)
              .assertRefused(
                  "\"dialect\" is POSTGRESQL, and the database is GOOGLE_STANDARD_SQL",
                  "names no table");
        });
    tests.put(
        "`columnDelimiter`, `fieldQualifier`, `escape`",
        () -> {
          on.assertSucceeded(on.text);
          on.assertRow(10, "[a|b, null, null, null, null]");
        });
    tests.put("`nullString`", () -> on.assertRow(6, "[null, null, false, null, null]"));
    tests.put(
        "`trailingDelimiter`",
        () -> {
          on.assertRow(1, "[null, null, true, 2024-02-09, 2023-11-14T22:13:20Z]");
          on.assertRow(3, "[x, YQ==, false, 2024-02-09, 2024-02-09T10:00:00Z]");
        });
    tests.put("`dateFormat`", () -> assertThat(on.rejected()).contains("2023-02-31"));
    tests.put(
        "`timestampFormat`",
        () -> on.assertRow(3, "[x, YQ==, false, 2024-02-09, 2024-02-09T10:00:00Z]"));
    tests.put(
        "`handleNewLine`",
        () -> {
          assertThat(Rows.of(on.database, "SELECT S FROM V WHERE Id = 9"))
              .containsExactly("[two\nlines]");
          assertThat(on.rejected()).contains("csvLineBreaks=never");
        });
    tests.put(
        "`invalidOutputPath`",
        () -> assertThat(on.rejected()).contains("\"message\":", "\"table\":\"V\""));
    tests.put(
        "an empty field",
        () -> on.assertRow(1, "[null, null, true, 2024-02-09, 2023-11-14T22:13:20Z]"));
    tests.put("fewer fields than columns", () -> on.assertRow(2, "[a, null, null, null, null]"));
    tests.put(
        "more fields than columns",
        () -> assertThat(on.rejected()).contains("9 fields, but the file has 7 columns"));
    tests.put("BOOL", () -> on.assertRow(3, "[x, YQ==, false, 2024-02-09, 2024-02-09T10:00:00Z]"));
    tests.put(
        "DATE", () -> on.assertRow(1, "[null, null, true, 2024-02-09, 2023-11-14T22:13:20Z]"));
    tests.put(
        "TIMESTAMP", () -> on.assertRow(1, "[null, null, true, 2024-02-09, 2023-11-14T22:13:20Z]"));
    tests.put(
        "a value that the column cannot hold",
        () -> {
          on.assertSucceeded(on.text);
          assertThat(on.lines.status()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
        });
    tests.put(
        "a row that Spanner refuses",
        () -> assertThat(on.rejected()).contains("\"table\":\"A\"", "ZOfA"));
    tests.put(
        "rows that reference rows of other tables",
        () -> assertThat(Rows.of(on.database, "SELECT Id, Z FROM A")).containsExactly("[1, 1]"));
    tests.put("1e400", () -> assertThat(on.rejected()).contains("1e400"));
  }

  private Map<String, Executable> tests() {
    ImmutableMap.Builder<String, Executable> tests = ImmutableMap.builder();
    ofSpellings(this, tests);
    ofExports(this, tests);
    ofTexts(this, tests);
    return tests.buildOrThrow();
  }

  private static List<String> rowsOfThePage() throws IOException {
    return ROW.matcher(Files.readString(Path.of("../docs/from-google-templates.md")))
        .results()
        .map((MatchResult row) -> row.group(1))
        .filter(cell -> !cell.startsWith("---"))
        .toList();
  }

  @Test
  void eachRowOfThePageHasATest() throws IOException {
    assertThat(rowsOfThePage()).containsExactlyInAnyOrderElementsOf(tests().keySet());
  }

  @TestFactory
  Stream<DynamicTest> rows() {
    return tests().entrySet().stream()
        .map(test -> DynamicTest.dynamicTest(test.getKey(), test.getValue()));
  }

  @Test
  void anExportWithOtherBytesIsRefused(@TempDir Path other) throws IOException {
    try (Stream<Path> files = Files.list(export())) {
      for (Path file : files.toList()) {
        Files.copy(file, other.resolve(file.getFileName()));
      }
    }
    Path data;
    try (Stream<Path> files = Files.list(other)) {
      data =
          files
              .filter(file -> file.getFileName().toString().startsWith("V.avro"))
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(data);
    bytes[bytes.length / 2] ^= 1;
    Files.write(data, bytes);

    run("GCS_Avro_to_Cloud_Spanner", "--inputDir=" + other)
        .assertRefused("is not the file that was exported: its checksum differs");
  }
}
