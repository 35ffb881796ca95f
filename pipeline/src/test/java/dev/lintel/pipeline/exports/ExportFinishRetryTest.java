package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.formats.RecordFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The step that finishes an export, with every failure that a runner may retry. */
class ExportFinishRetryTest {
  private Path folder;
  private ExportFiles files;
  private FinishedExport finished;

  @BeforeEach
  void plan(@TempDir Path outputs) {
    folder = outputs.resolve("i-d-run");
    files = new ExportFiles(folder, RecordFormat.JSONL, "A", "B");
    finished = new FinishedExport(folder);
  }

  @Test
  void givenItIsDoneTwice_theFolderIsTheSame() throws Exception {
    WrittenFile[] written = files.writeAll();
    files.finish(written);
    SortedMap<String, String> first = finished.contents();

    files.finish(written);

    assertThat(finished.contents()).isEqualTo(first);
    finished.assertWhole();
  }

  @Test
  void givenAnAttemptThatHadRenamedSomeFiles_goesOn() throws Exception {
    WrittenFile[] written = files.writeAll();
    Files.move(Path.of(written[0].file()), folder.resolve("A-00001-of-00002.jsonl"));

    files.finish(written);

    finished.assertWhole();
  }

  @Test
  void givenAnAttemptThatHadCopiedAFileAndNotDeletedIt_goesOn() throws Exception {
    WrittenFile[] written = files.writeAll();
    Files.copy(Path.of(written[0].file()), folder.resolve("A-00001-of-00002.jsonl"));

    files.finish(written);

    finished.assertWhole();
  }

  @Test
  void givenAnAttemptThatCameAlmostToItsEnd_goesOn() throws Exception {
    WrittenFile[] written = files.writeAll();
    files.finish(written);
    Files.delete(folder.resolve("_export/spanner-export.json"));

    files.finish(written);

    finished.assertWhole();
  }

  @Test
  void givenLeftoversOfFailedAttempts_theyAreGoneAndInNoManifest() throws Exception {
    WrittenFile[] written = files.writeAll();
    // The same partitions again, by bundles whose results were thrown away.
    WrittenFile lost = files.write("A", 0, 3, 1, 2);
    files.write("B", 0, 1, 7);
    Files.writeString(Path.of(lost.file()), "{\"Id\":");

    files.finish(written);

    finished.assertWhole();
  }

  @Test
  void givenABundleThatFailedAfterItHadWritten_itsRowsAreThereOnce() throws Exception {
    var fn = new WriteFileFn(files.plan());
    WrittenFile failed = ExportFiles.write(fn, "A", 0, 1, 1, 2, 3);
    WrittenFile retried = ExportFiles.write(fn, "A", 0, 1, 1, 2, 3);
    assertThat(retried.file()).isNotEqualTo(failed.file());

    files.finish(files.write("B", 0, 1, 7), retried);

    assertThat(finished.rows("A"))
        .containsExactly("{\"Id\":\"1\"}", "{\"Id\":\"2\"}", "{\"Id\":\"3\"}");
    assertThat(finished.export().facts().orElseThrow().findTable("A").orElseThrow().rows())
        .isEqualTo(3);
    assertThat(folder.resolve("_temporary")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void givenATableWithoutRowsIsFinishedTwice_theManifestOfEitherAttemptFits(RecordFormat format)
      throws Exception {
    files = new ExportFiles(folder, format, "A");
    files.finish(files.write("A", 0, 1));
    Path manifest = Path.of(files.plan().describing("A-manifest.json"));
    String first = Files.readString(manifest);

    files.finish(files.write("A", 0, 1));

    // Two attempts may run at the same time, and then the last manifest need not be of the last
    // file.
    assertThat(Files.readString(manifest)).isEqualTo(first);
  }

  @Test
  void theFileThatMakesItAnExportIsTheLast() throws Exception {
    WrittenFile[] written = files.writeAll();
    // In the way of the last but one.
    Files.createDirectories(folder.resolve("_export/B-manifest.json").resolve("x"));

    assertThatThrownBy(() -> files.finish(written)).isInstanceOf(IOException.class);

    assertThat(folder.resolve("_export/A-manifest.json")).exists();
    assertThat(folder.resolve("_export/spanner-export.json")).doesNotExist();
  }

  @Test
  void rowsGetTheirNamesInAFolderThatSaysWhatItIs() throws Exception {
    WrittenFile[] written = files.writeAll();
    // In the way of the first file with rows.
    Files.createDirectories(folder.resolve("A-00000-of-00002.jsonl").resolve("x"));

    assertThatThrownBy(() -> files.finish(written));

    assertThatThrownBy(finished::export)
        .hasMessageEndingWith(
            "is of an export that was not finished: it has no spanner-export.json");
  }
}
