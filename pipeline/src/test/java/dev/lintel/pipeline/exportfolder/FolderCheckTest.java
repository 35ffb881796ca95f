package dev.lintel.pipeline.exportfolder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderCheckTest {
  @TempDir private Path folder;

  private List<String> problems(String item, String file) throws IOException {
    Files.writeString(folder.resolve("spanner-export.json"), "{\"tables\": [" + item + "]}");
    Files.writeString(folder.resolve("T-manifest.json"), "{\"files\": [" + file + "]}");
    return new FolderCheck(
            ExportFolder.find(folder.toString()).orElseThrow(), PipelineOptionsFactory.create())
        .check()
        .problems();
  }

  private List<String> problemsOfManifest(String file) throws IOException {
    return problems("{\"name\": \"T\", \"manifestFile\": \"T-manifest.json\"}", file);
  }

  // The CRC32C of "123456789" is e3069283: as object stores have it, and as local exports do.
  @ParameterizedTest
  @ValueSource(strings = {"4waSgw==", "g5IG4w=="})
  void aCrcInEitherOrderOfItsBytesIsThatOfTheFile(String crc) throws IOException {
    Path file = Files.writeString(folder.resolve("T.avro"), "123456789");
    String entry = "{\"name\": \"T.avro\", \"crc32c\": \"" + crc + "\"}";
    assertThat(problemsOfManifest(entry)).isEmpty();

    Files.writeString(file, "123456780");
    assertThat(problemsOfManifest(entry))
        .containsExactly(
            file + " is not the file that was exported: its checksum differs from the manifest's");
  }

  @Test
  void anMd5GoesBeforeACrc() throws IOException {
    Files.writeString(folder.resolve("T.avro"), "");
    assertThat(
            problemsOfManifest(
                "{\"name\": \"T.avro\", \"md5\": \"1B2M2Y8AsgTpgAmY7PhCfg\\u003d\\u003d\","
                    + " \"crc32c\": \"wrong\"}"))
        .isEmpty();
  }

  @Test
  void dataFilesHaveNoChecksumsButHaveToBeThere() throws IOException {
    String item = "{\"name\": \"T\", \"dataFiles\": [\"T.avro\", \"U.avro\"]}";
    Files.writeString(folder.resolve("T.avro"), "anything");
    assertThat(problems(item, ""))
        .containsExactly(folder.resolve("U.avro") + " is missing, though its manifest lists it");
  }

  @Test
  void aFileOfAnotherSizeIsNotRead() throws IOException {
    Files.writeString(folder.resolve("T.avro"), "123");
    Files.writeString(
        folder.resolve("lintel-export.json"),
        """
        {"formatVersion": 1, "readTimestamp": "2026-01-01T00:00:00Z", "tables": [{"name": "T", "rows": 1, "files": [
          {"name": "T.avro", "rows": 1, "bytes": 9, "crc32c": "4waSgw=="}]}]}
        """);
    assertThat(problemsOfManifest("{\"name\": \"T.avro\"}"))
        .containsExactly(
            folder.resolve("T.avro")
                + " is not the file that was exported: it has 3 bytes, and 9 were exported");
  }

  @Test
  void theCrcOfLintelIsComparedIfTheManifestHasNone() throws IOException {
    Files.writeString(folder.resolve("T.avro"), "123456780");
    Files.writeString(
        folder.resolve("lintel-export.json"),
        """
        {"formatVersion": 1, "readTimestamp": "2026-01-01T00:00:00Z", "tables": [{"name": "T", "rows": 1, "files": [
          {"name": "T.avro", "rows": 1, "bytes": 9, "crc32c": "4waSgw=="}]}]}
        """);
    assertThat(problemsOfManifest("{\"name\": \"T.avro\"}"))
        .containsExactly(
            folder.resolve("T.avro")
                + " is not the file that was exported: its checksum differs from the manifest's");
  }

  @Test
  void ofMoreThanTheLimitASampleIsRead() throws IOException {
    Files.writeString(
        folder.resolve("spanner-export.json"),
        "{\"tables\": [{\"name\": \"T\", \"manifestFile\": \"T-manifest.json\"}]}");
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Files.writeString(folder.resolve("T-" + i), "damaged");
      entries.add("{\"name\": \"T-%d\", \"md5\": \"1B2M2Y8AsgTpgAmY7PhCfg==\"}".formatted(i));
    }
    Files.writeString(
        folder.resolve("T-manifest.json"), "{\"files\": [" + String.join(",", entries) + "]}");
    ExportFolder export = ExportFolder.find(folder.toString()).orElseThrow();

    var result = new FolderCheck(export, PipelineOptionsFactory.create(), 3 * 7 + 6).check();

    assertThat(result.problems())
        .hasSize(3)
        .allMatch(line -> line.contains("its checksum differs"));
    assertThat(result.notRead()).isEqualTo(7);
  }

  @Test
  void anObjectWithoutFilesIsDamaged() throws IOException {
    assertThat(problemsOfManifest(""))
        .containsExactly(folder + "/: no file is listed for T, which has one even without rows");
  }

  @Test
  void countsThatDoNotAgree() throws IOException {
    Files.writeString(folder.resolve("T.avro"), "");
    Files.writeString(
        folder.resolve("lintel-export.json"),
        """
        {"formatVersion": 1, "readTimestamp": "2026-01-01T00:00:00Z", "tables": [{"name": "T", "rows": 3, "files": [
          {"name": "T.avro", "rows": 1, "bytes": 1}, {"name": "V.avro", "rows": 1, "bytes": 1}]}]}
        """);
    assertThat(problemsOfManifest("{\"name\": \"T.avro\"}"))
        .containsExactly(
            folder + "/lintel-export.json: table T has 3 rows, but its files have 2",
            folder + "/lintel-export.json: table T has other files than its manifest: [V.avro]",
            folder.resolve("T.avro")
                + " is not the file that was exported: it has 0 bytes, and 1 were exported");
  }
}
