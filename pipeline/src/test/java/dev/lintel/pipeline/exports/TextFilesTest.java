package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {

  private static List<String> problems(String... options) {
    ExportOptions parsed = PipelineOptionsFactory.fromArgs(options).as(ExportOptions.class);
    FileSystems.setDefaultPipelineOptions(parsed);
    var problems = new Problems();
    ExportSettings.checkTemporaryFolder(parsed, problems);
    return problems.lines();
  }

  @Test
  void filesOfAnEarlierRunAreDeleted_andNoOthers(@TempDir Path folder) throws IOException {
    for (String name :
        List.of(
            "v-00000-of-00001.csv",
            "v-00000-of-00002.csv",
            "v-00001-of-00002.csv",
            "v-start-of-month.csv",
            "vw-00000-of-00002.csv")) {
      Files.writeString(folder.resolve(name), name);
    }

    new TextFiles(folder.resolve("v").toString(), "{}")
        .complete(
            List.of(
                FileSystems.matchNewResource(
                    folder.resolve("v-00000-of-00001.csv").toString(), /* isDirectory= */ false)));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "v-00000-of-00001.csv", "v-start-of-month.csv", "vw-00000-of-00002.csv", "vschema");
    }
  }

  @Test
  void aTemporaryFolderOnAnotherFileSystemIsRefused() {
    assertThat(problems("--outputDir=/out", "--tempDirectory=gs://bucket/temp"))
        .containsExactly(
            "--tempDirectory: gs://bucket/temp is on another file system than /out; files are moved"
                + " from one to the other, so give a folder on the same");
    assertThat(problems("--textWritePrefix=gs://bucket/t", "--tempDirectory=/temp")).hasSize(1);
    assertThat(problems("--textWritePrefix=gs://bucket/t", "--tempDirectory=gs://other/temp"))
        .isEmpty();
    assertThat(problems("--outputDir=/out", "--tempDirectory=/temp")).isEmpty();
    assertThat(problems("--outputDir=/out")).isEmpty();
  }
}
