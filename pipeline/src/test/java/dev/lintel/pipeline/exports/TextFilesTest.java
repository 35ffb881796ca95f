package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text files of a run take the place of those of an earlier one, and of no others. */
class TextFilesTest {
  private Path folder;

  @BeforeEach
  void folder(@TempDir Path folder) {
    this.folder = folder;
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  /** The files of a run that begins now, with one column. */
  private ExportFiles begin() throws IOException {
    return ExportFiles.ofText(folder.resolve("v").toString());
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void filesOfAnEarlierRunAreDeleted_andNoOthers() throws Exception {
    write(
        "v-00000-of-00001.csv",
        "v-00000-of-00002.csv",
        "v-00001-of-00002.csv",
        "vschema",
        "v-start-of-month.csv",
        "vw-00000-of-00002.csv");
    ExportFiles run = begin();
    assertThat(run.plan().textFilesOrNull().warning().orElseThrow())
        .isEqualTo(
            folder
                + "/v-?????-of-?????.csv: there are 3 such files of an earlier run, which this run"
                + " replaces");

    run.finish(run.write("T", 0, 1, 7));

    assertThat(names())
        .containsExactlyInAnyOrder(
            "v-00000-of-00001.csv", "v-start-of-month.csv", "vw-00000-of-00002.csv", "vschema");
    assertThat(folder.resolve("v-00000-of-00001.csv")).hasContent("\"7\"\n");
    assertThat(folder.resolve("vschema")).hasContent("{\"Id\":\"INT64\"}");
  }

  @Test
  void withoutAnEarlierRun_saysNothing() throws Exception {
    assertThat(begin().plan().textFilesOrNull().warning()).isEmpty();
  }

  @Test
  void filesOfARunThatEndedMeanwhileAreKept() throws Exception {
    ExportFiles slow = begin();
    WrittenFile written = slow.write("T", 0, 1, 1);
    ExportFiles quick = begin();
    quick.finish(quick.write("T", 0, 1, 1000));

    assertThatThrownBy(() -> slow.finish(written))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "Another run has written "
                + folder
                + "/v-00000-of-00001.csv since this one began, and may lose its rows");
    assertThat(folder.resolve("v-00000-of-00001.csv")).hasContent("\"1000\"\n");
    assertThat(folder.resolve("vschema")).exists();
  }

  @Test
  void aFileThatAnotherRunReplacedMeanwhileIsKept() throws Exception {
    write("v-00000-of-00001.csv");
    Path file = folder.resolve("v-00000-of-00001.csv");
    ExportFiles run = begin();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));

    assertThatThrownBy(() -> run.finish(run.write("T", 0, 1, 1)))
        .hasMessageStartingWith("Another run has written " + file);
    assertThat(file).hasContent("v-00000-of-00001.csv");
  }

  @Test
  void withoutRows_replacesTheEarlierRun() throws Exception {
    write("v-00000-of-00001.csv", "v-00000-of-00002.csv", "v-00001-of-00002.csv");
    ExportFiles run = begin();
    WrittenFile none = run.write("T", 0, 1);

    run.finish(none);
    run.finish(none);

    assertThat(names()).containsExactlyInAnyOrder("v-00000-of-00001.csv", "vschema");
    assertThat(folder.resolve("v-00000-of-00001.csv")).isEmptyFile();
  }

  @Test
  void aRunThatEndsBetweenItsFilesLeavesNoFileOfColumns_andCanGoOn() throws Exception {
    write("v-00000-of-00001.csv", "vschema");
    ExportFiles run = begin();
    WrittenFile first = run.write("T", 0, 2, 1);
    WrittenFile second = run.write("T", 1, 2, 2);
    Path file = Path.of(second.file());
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);

    assertThatThrownBy(() -> run.finish(first, second)).hasMessageContaining("has gone missing");
    assertThat(names())
        .as("of both runs, and nothing says that they are whole")
        .contains("v-00000-of-00001.csv", "v-00000-of-00002.csv")
        .doesNotContain("vschema");

    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    run.finish(first, second);
    assertThat(names())
        .containsExactlyInAnyOrder("v-00000-of-00002.csv", "v-00001-of-00002.csv", "vschema");
  }

  @Test
  void filesOfItsOwnAttemptsAreNoOthers() throws Exception {
    TextFiles files = begin().plan().textFilesOrNull();
    write("v-00000-of-00001.csv");

    files.requireNoOthers(ImmutableMap.of(folder + "/v-00000-of-00001.csv", 20L));
    assertThatThrownBy(
            () -> files.requireNoOthers(ImmutableMap.of(folder + "/v-00000-of-00001.csv", 21L)))
        .isInstanceOf(IllegalStateException.class);
  }
}
