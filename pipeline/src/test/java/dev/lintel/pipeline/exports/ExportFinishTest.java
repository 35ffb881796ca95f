package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.TableManifest;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The step that finishes an export: what it makes of the files, and what it refuses. */
class ExportFinishTest {
  private Path folder;
  private ExportFiles files;
  private FinishedExport finished;

  @BeforeEach
  void plan(@TempDir Path outputs) {
    folder = outputs.resolve("i-d-run");
    files = new ExportFiles(folder, RecordFormat.JSONL, "A", "B");
    finished = new FinishedExport(folder);
  }

  private void assertRefused(String message, WrittenFile... written) {
    assertThatThrownBy(() -> files.finish(written))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThat(folder.resolve("_export/spanner-export.json")).doesNotExist();
    assertNotTakenForFilesOfTheirOwn();
  }

  /** Either no file with rows has its name, or the folder is that of an unfinished export. */
  private void assertNotTakenForFilesOfTheirOwn() {
    String[] names = folder.toFile().list((in, name) -> name.contains("-of-"));
    if (names != null && names.length > 0) {
      assertThatThrownBy(finished::export)
          .hasMessageEndingWith(
              "is of an export that was not finished: it has no spanner-export.json");
    }
  }

  @Test
  void givenAllPartitionsInAnyOrder_theFilesAreThoseWithRowsInTheOrderOfThePartitions()
      throws Exception {
    files.finish(files.writeAll());
    finished.assertWhole();
  }

  @Test
  void theFactsSayWhatIsThere() throws Exception {
    files.finish(files.writeAll());

    LintelExport facts = finished.export().facts().orElseThrow();
    assertThat(facts.readTimestamp()).isEqualTo(ExportFiles.SNAPSHOT);
    assertThat(facts.format()).isEqualTo("jsonl");
    assertThat(facts.databaseName()).isEqualTo("projects/p/instances/i/databases/d");
    assertThat(facts.findTable("A").orElseThrow())
        .isEqualTo(
            new LintelExport.TableFacts(
                "A",
                3,
                null,
                null,
                List.of(
                    finished.facts("A-00000-of-00002.jsonl", 2),
                    finished.facts("A-00001-of-00002.jsonl", 1))));
  }

  @Test
  void givenAPartitionIsMissing_refuses() throws Exception {
    assertRefused(
        "Of the 3 partitions of A these were written: [0, 2]",
        files.write("A", 0, 3, 1),
        files.write("A", 2, 3, 3),
        files.write("B", 0, 1, 7));
  }

  @Test
  void givenTheLastPartitionIsMissing_refuses() throws Exception {
    assertRefused(
        "Of the 3 partitions of A these were written: [0, 1]",
        files.write("A", 0, 3, 1),
        files.write("A", 1, 3, 3),
        files.write("B", 0, 1, 7));
  }

  @Test
  void givenNothingOfATable_refuses() throws Exception {
    assertRefused("Of the 1 partitions of A these were written: []", files.write("B", 0, 1, 7));
  }

  @Test
  void givenAPartitionTwice_refuses() throws Exception {
    assertRefused(
        "Of the 2 partitions of A these were written: [0, 1, 1]",
        files.write("A", 0, 2, 1),
        files.write("A", 1, 2, 2),
        files.write("A", 1, 2, 2),
        files.write("B", 0, 1, 7));
  }

  @Test
  void givenAFileOfAnotherSnapshot_refuses() throws Exception {
    WrittenFile a = files.write("A", 0, 1, 1);
    var other = new WrittenFile("A", 0, 1, a.file(), a.rows(), a.digest(), "2026-11-24T08:00:01Z");
    assertRefused(
        "The files are of several snapshots: [2026-11-24T08:00:01Z, " + ExportFiles.SNAPSHOT + "]",
        other,
        files.write("B", 0, 1, 7));
  }

  @Test
  void givenAFileOfAnotherSizeThanWritten_refuses() throws Exception {
    WrittenFile a = files.write("A", 0, 1, 1);
    Files.writeString(Path.of(a.file()), "{\"I");
    assertRefused(
        folder + "/A-00000-of-00001.jsonl has 3 bytes, but 11 were written",
        a,
        files.write("B", 0, 1, 7));
  }

  @Test
  void givenAFileIsGone_refuses() throws Exception {
    WrittenFile a = files.write("A", 0, 1, 1);
    Files.delete(Path.of(a.file()));
    assertRefused(
        folder + "/A-00000-of-00001.jsonl has gone missing, but 11 were written",
        a,
        files.write("B", 0, 1, 7));
  }

  @ParameterizedTest
  @EnumSource
  void givenATableWithoutRows_itHasOneFileWithoutRows(RecordFormat format) throws Exception {
    files = new ExportFiles(folder, format, "A", "B");

    files.finish(files.write("A", 0, 2), files.write("A", 1, 2), files.write("B", 0, 1, 7));

    assertThat(finished.problems()).isEmpty();
    String name =
        format == RecordFormat.AVRO
            ? "A.avro-00000-of-00001"
            : "A-00000-of-00001." + Formats.of(format).extension();
    assertThat(finished.export().objects().get(0).files())
        .extracting(TableManifest.DataFile::name)
        .containsExactly(name);
    assertThat(finished.export().facts().orElseThrow().findTable("A").orElseThrow())
        .isEqualTo(
            new LintelExport.TableFacts("A", 0, null, null, List.of(finished.facts(name, 0))));
  }

  /** They had Google's names and the describing files beside the data files in every format. */
  @Test
  void exportsOfEarlierReleasesAreRead() throws Exception {
    files.finish(files.writeAll());
    List<String> rows = finished.rows("A");
    for (var file : finished.contents().entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (Files.isRegularFile(path)) {
        Files.delete(path);
        Files.writeString(folder.resolve(earlier(file.getKey())), earlier(file.getValue()));
      }
    }
    Files.delete(folder.resolve("_export"));
    assertThat(folder).isDirectoryContaining("glob:**/A.jsonl-00001-of-00002");
    assertThat(folder).isDirectoryContaining("glob:**/A-manifest.json");

    assertThat(finished.problems()).isEmpty();
    assertThat(finished.rows("A")).isEqualTo(rows);
    assertThat(ExportFolder.isExport(folder.toString())).isTrue();
  }

  private static String earlier(String text) {
    return text.replace("_export/", "")
        .replaceAll("([AB])-(\\d{5}-of-\\d{5})[.]jsonl", "$1.jsonl-$2");
  }
}
