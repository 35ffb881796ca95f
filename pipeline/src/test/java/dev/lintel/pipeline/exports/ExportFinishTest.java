package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.FolderCheck;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.exportfolder.TableManifest;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The step that finishes an export, with every failure that a runner may retry. */
class ExportFinishTest {
  private Path folder;
  private ExportFiles files;

  @BeforeEach
  void plan(@TempDir Path outputs) {
    folder = outputs.resolve("i-d-run");
    files = new ExportFiles(folder, RecordFormat.JSONL, "A", "B");
  }

  private void assertRefused(String message, WrittenFile... written) {
    assertThatThrownBy(() -> files.finish(written))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThat(folder.resolve(SpannerExport.FILE_NAME)).doesNotExist();
    assertNotTakenForFilesOfTheirOwn();
  }

  /** Either no file with rows has its name, or the folder is that of an unfinished export. */
  private void assertNotTakenForFilesOfTheirOwn() {
    String[] names = folder.toFile().list((in, name) -> name.contains("-of-"));
    if (names != null && names.length > 0) {
      assertThatThrownBy(this::export)
          .hasMessageEndingWith(
              "is of an export that was not finished: it has no spanner-export.json");
    }
  }

  /** The rows of a table in the order of the files that its manifest lists. */
  private List<String> rows(String table) throws IOException {
    List<String> rows = new ArrayList<>();
    for (ExportFolder.Item item : export().objects()) {
      if (item.name().equals(table)) {
        for (TableManifest.DataFile file : item.files()) {
          rows.addAll(Files.readAllLines(folder.resolve(file.name())));
        }
      }
    }
    return rows;
  }

  private ExportFolder export() throws IOException {
    return ExportFolder.find(folder.toString()).orElseThrow();
  }

  private void assertWhole() throws IOException {
    assertThat(new FolderCheck(export()).problems()).isEmpty();
    assertThat(rows("A")).containsExactly("{\"Id\":\"1\"}", "{\"Id\":\"2\"}", "{\"Id\":\"3\"}");
    assertThat(rows("B")).containsExactly("{\"Id\":\"7\"}");
    assertThat(contents().keySet())
        .containsExactly(
            "A-manifest.json",
            "A.jsonl-00000-of-00002",
            "A.jsonl-00001-of-00002",
            "B-manifest.json",
            "B.jsonl-00000-of-00001",
            "lintel-export.json",
            "spanner-export.json");
  }

  private WrittenFile[] written() throws Exception {
    return new WrittenFile[] {
      files.write("A", 2, 3, 3),
      files.write("B", 0, 1, 7),
      files.write("A", 1, 3),
      files.write("A", 0, 3, 1, 2)
    };
  }

  private SortedMap<String, String> contents() throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(path -> !path.equals(folder)).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            Files.isDirectory(file) ? "" : Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void givenAllPartitionsInAnyOrder_theFilesAreThoseWithRowsInTheOrderOfThePartitions()
      throws Exception {
    files.finish(written());
    assertWhole();
  }

  @Test
  void theFactsSayWhatIsThere() throws Exception {
    files.finish(written());

    LintelExport facts = export().facts().orElseThrow();
    assertThat(facts.readTimestamp()).isEqualTo(ExportFiles.SNAPSHOT);
    assertThat(facts.format()).isEqualTo("jsonl");
    assertThat(facts.databaseName()).isEqualTo("projects/p/instances/i/databases/d");
    assertThat(facts.findTable("A").orElseThrow())
        .isEqualTo(
            new LintelExport.TableFacts(
                "A",
                3,
                null,
                List.of(
                    new LintelExport.FileFacts("A.jsonl-00000-of-00002", 2, 22),
                    new LintelExport.FileFacts("A.jsonl-00001-of-00002", 1, 11))));
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
    var other =
        new WrittenFile("A", 0, 1, a.file(), a.rows(), a.bytes(), a.md5(), "2026-11-24T08:00:01Z");
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
        folder + "/A.jsonl-00000-of-00001 has 3 bytes, but 11 were written",
        a,
        files.write("B", 0, 1, 7));
  }

  @Test
  void givenAFileIsGone_refuses() throws Exception {
    WrittenFile a = files.write("A", 0, 1, 1);
    Files.delete(Path.of(a.file()));
    assertRefused(
        folder + "/A.jsonl-00000-of-00001 has gone missing, but 11 were written",
        a,
        files.write("B", 0, 1, 7));
  }

  @Test
  void givenItIsDoneTwice_theFolderIsTheSame() throws Exception {
    WrittenFile[] written = written();
    files.finish(written);
    SortedMap<String, String> first = contents();

    files.finish(written);

    assertThat(contents()).isEqualTo(first);
    assertWhole();
  }

  @Test
  void givenAnAttemptThatHadRenamedSomeFiles_goesOn() throws Exception {
    WrittenFile[] written = written();
    Files.move(Path.of(written[0].file()), folder.resolve("A.jsonl-00001-of-00002"));

    files.finish(written);

    assertWhole();
  }

  @Test
  void givenAnAttemptThatHadCopiedAFileAndNotDeletedIt_goesOn() throws Exception {
    WrittenFile[] written = written();
    Files.copy(Path.of(written[0].file()), folder.resolve("A.jsonl-00001-of-00002"));

    files.finish(written);

    assertWhole();
  }

  @Test
  void givenAnAttemptThatCameAlmostToItsEnd_goesOn() throws Exception {
    WrittenFile[] written = written();
    files.finish(written);
    Files.delete(folder.resolve(SpannerExport.FILE_NAME));

    files.finish(written);

    assertWhole();
  }

  @Test
  void givenLeftoversOfFailedAttempts_theyAreGoneAndInNoManifest() throws Exception {
    WrittenFile[] written = written();
    // The same partitions again, by bundles whose results were thrown away.
    WrittenFile lost = files.write("A", 0, 3, 1, 2);
    files.write("B", 0, 1, 7);
    Files.writeString(Path.of(lost.file()), "{\"Id\":");

    files.finish(written);

    assertWhole();
  }

  @Test
  void givenABundleThatFailedAfterItHadWritten_itsRowsAreThereOnce() throws Exception {
    var fn = new WriteFileFn(files.plan());
    WrittenFile failed = ExportFiles.write(fn, "A", 0, 1, 1, 2, 3);
    WrittenFile retried = ExportFiles.write(fn, "A", 0, 1, 1, 2, 3);
    assertThat(retried.file()).isNotEqualTo(failed.file());

    files.finish(files.write("B", 0, 1, 7), retried);

    assertThat(rows("A")).containsExactly("{\"Id\":\"1\"}", "{\"Id\":\"2\"}", "{\"Id\":\"3\"}");
    assertThat(export().facts().orElseThrow().findTable("A").orElseThrow().rows()).isEqualTo(3);
    assertThat(folder.resolve("_temporary")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void givenATableWithoutRows_itHasOneFileWithoutRows(RecordFormat format) throws Exception {
    files = new ExportFiles(folder, format, "A", "B");

    files.finish(files.write("A", 0, 2), files.write("A", 1, 2), files.write("B", 0, 1, 7));

    assertThat(new FolderCheck(export()).problems()).isEmpty();
    String name = "A.%s-00000-of-00001".formatted(Formats.of(format).extension());
    assertThat(export().objects().get(0).files())
        .extracting(TableManifest.DataFile::name)
        .containsExactly(name);
    assertThat(export().facts().orElseThrow().findTable("A").orElseThrow())
        .isEqualTo(
            new LintelExport.TableFacts(
                "A",
                0,
                null,
                List.of(new LintelExport.FileFacts(name, 0, Files.size(folder.resolve(name))))));
  }

  @ParameterizedTest
  @EnumSource
  void givenATableWithoutRowsIsFinishedTwice_theManifestOfEitherAttemptFits(RecordFormat format)
      throws Exception {
    files = new ExportFiles(folder, format, "A");
    files.finish(files.write("A", 0, 1));
    String first = Files.readString(folder.resolve("A-manifest.json"));

    files.finish(files.write("A", 0, 1));

    // Two attempts may run at the same time, and then the last manifest need not be of the last
    // file.
    assertThat(Files.readString(folder.resolve("A-manifest.json"))).isEqualTo(first);
  }

  @Test
  void theFileThatMakesItAnExportIsTheLast() throws Exception {
    WrittenFile[] written = written();
    // In the way of the last but one.
    Files.createDirectories(folder.resolve("B-manifest.json").resolve("x"));

    assertThatThrownBy(() -> files.finish(written)).isInstanceOf(IOException.class);

    assertThat(folder.resolve("A-manifest.json")).exists();
    assertThat(folder.resolve(SpannerExport.FILE_NAME)).doesNotExist();
  }

  @Test
  void rowsGetTheirNamesInAFolderThatSaysWhatItIs() throws Exception {
    WrittenFile[] written = written();
    // In the way of the first file with rows.
    Files.createDirectories(folder.resolve("A.jsonl-00000-of-00002").resolve("x"));

    assertThatThrownBy(() -> files.finish(written));

    assertThatThrownBy(this::export)
        .hasMessageEndingWith(
            "is of an export that was not finished: it has no spanner-export.json");
  }
}
