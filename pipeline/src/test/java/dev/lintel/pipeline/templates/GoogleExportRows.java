package dev.lintel.pipeline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** The rows about what an export writes. */
record GoogleExportRows(GoogleTemplateRuns on) {

  ImmutableMap<String, Executable> tests() {
    return ImmutableMap.<String, Executable>builder()
        .put("`outputDir`", this::folder)
        .put("`textWritePrefix`", this::prefix)
        .put("`tableNames`", this::tables)
        .put("`shouldExportRelatedTables`", this::relatedTables)
        .put("`spannerTable`", this::table)
        .put("`shouldExportTimestampAsLogicalType`", this::timestamps)
        .put("`avroTempDirectory`, `csvTempDirectory`", this::temporaryFolder)
        .put("`checksumAlgorithm`", this::checksums)
        .buildOrThrow();
  }

  private void folder() throws Exception {
    on.avro.assertSucceeded();
    assertThat(on.export().getFileName().toString())
        .startsWith(on.database.instanceId() + "-" + on.database.databaseId() + "-");
  }

  private void prefix() throws Exception {
    on.csv.assertSucceeded();
    assertThat(Files.readString(on.folder.resolve("csv/vschema")))
        .startsWith("{\"Id\":\"INT64\",\"S\":\"STRING(MAX)\",\"Y\":\"BYTES(MAX)\"");
    assertThat(on.folder.resolve("csv/v-00000-of-00099.csv")).doesNotExist();
    assertThat(on.contents("csv"))
        .contains("\n\"3\",\"x\",\"YQ==\",\"false\",\"2024-02-09\",")
        .contains("\"2\",\"a\",,,,,,\n");
    try (Stream<Path> files = Files.list(on.folder.resolve("csv"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("v-\\d{5}-of-\\d{5}[.]csv|vschema"));
    }
  }

  private void tables() throws Exception {
    assertThat(Rows.of(on.copied(), "SELECT COUNT(*) FROM V")).containsExactly("[6]");
    assertThat(Rows.of(on.copied(), "SELECT COUNT(*) FROM A")).containsExactly("[0]");
    on.jsonl.assertSucceeded();
    assertThat(Files.readString(on.onlyFolder("jsonl").resolve("_export/lintel-export.json")))
        .contains("CREATE TABLE Z")
        .doesNotContain("CREATE TABLE V");
    assertThat(Files.readString(on.onlyFolder("all").resolve("lintel-export.json")))
        .contains("\"name\" : \"A\"", "\"name\" : \"V\"", "\"name\" : \"Z\"");
  }

  private void relatedTables() throws Exception {
    on.run(
            "Cloud_Spanner_to_GCS_Avro",
            "--outputDir=" + on.folder.resolve("kids"),
            "--tableNames=VKids")
        .command()
        .assertRefused("--shouldExportRelatedTables");
    on.run(
            "Cloud_Spanner_to_GCS_Avro",
            "--outputDir=" + on.folder.resolve("kids"),
            "--tableNames=VKids",
            "--shouldExportRelatedTables=true")
        .assertSucceeded();
    assertThat(Files.readString(on.onlyFolder("kids").resolve("lintel-export.json")))
        .contains("\"name\" : \"V\"", "\"name\" : \"VKids\"")
        .doesNotContain("\"name\" : \"Z\"");
  }

  private void table() throws Exception {
    on.csv.assertSucceeded();
    assertThat(on.csv.requests().partitionReads())
        .isNotEmpty()
        .allMatch(read -> read.getTable().equals("V"));
    on.runCsv("V,Z", "--textWritePrefix=" + on.folder.resolve("two/v"))
        .command()
        .assertRefused("--textWritePrefix: its files are of one table");
  }

  private void timestamps() throws Exception {
    assertThat(on.contents("avro")).contains("timestamp-micros");
    assertThat(on.contents("again")).doesNotContain("timestamp-micros");
    assertThat(Rows.of(on.copied(), "SELECT T, TA FROM V WHERE Id = 1"))
        .containsExactly("[2023-11-14T22:13:20Z, null]");
  }

  private void temporaryFolder() throws Exception {
    assertThat(on.folder.resolve("temp")).isDirectory();
    assertThat(on.contents("temp")).isEmpty();
  }

  private void checksums() throws Exception {
    assertThat(Files.readString(on.export().resolve("V-manifest.json")))
        .contains("crc32c")
        .doesNotContain("md5");
    assertThat(Files.readString(on.onlyFolder("again").resolve("V-manifest.json")))
        .contains("md5")
        .doesNotContain("crc32c");
    on.copy.assertSucceeded();
    on.run("GCS_Avro_to_Cloud_Spanner", "--inputDir=" + on.onlyFolder("again")).assertSucceeded();
    for (Path export : new Path[] {on.export(), on.onlyFolder("again")}) {
      on.run("GCS_Avro_to_Cloud_Spanner", "--inputDir=" + withOtherBytes(export))
          .command()
          .assertRefused("is not the file that was exported: its checksum differs");
    }
  }

  private Path withOtherBytes(Path export) throws Exception {
    Path other = Files.createTempDirectory(on.folder, "other");
    try (Stream<Path> files = Files.list(export)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (file.getFileName().toString().startsWith("V.avro")) {
          bytes[bytes.length / 2] ^= 1;
        }
        Files.write(other.resolve(file.getFileName()), bytes);
      }
    }
    return other;
  }
}
