package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.Problems;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  private static List<String> problems(String... options) {
    ExportOptions parsed = PipelineOptionsFactory.fromArgs(options).as(ExportOptions.class);
    FileSystems.setDefaultPipelineOptions(parsed);
    var problems = new Problems();
    TemporaryFolder.check(parsed, problems);
    return problems.lines();
  }

  @Test
  void aFolderOnAnotherFileSystemIsRefused() {
    assertThat(problems("--outputDir=/out", "--tempDirectory=gs://bucket/temp"))
        .containsExactly(
            "--tempDirectory: gs://bucket/temp is on another file system than /out, to which files"
                + " are moved from it; give a folder on the same one");
    assertThat(problems("--textWritePrefix=gs://bucket/t", "--tempDirectory=/temp")).hasSize(1);
  }

  @Test
  void aFolderOnAnotherDiskIsRefused(@TempDir Path folder) {
    assertThat(problems("--outputDir=" + folder.resolve("out"), "--tempDirectory=/proc/temp"))
        .singleElement()
        .asString()
        .startsWith("--tempDirectory: /proc/temp is on another file system than ");
  }

  @Test
  void aFolderOnTheSameFileSystemIsNoProblem(@TempDir Path folder) {
    assertThat(problems("--outputDir=" + folder, "--tempDirectory=" + folder.resolve("a/b")))
        .isEmpty();
    assertThat(problems("--textWritePrefix=gs://bucket/t", "--tempDirectory=gs://other/temp"))
        .isEmpty();
    assertThat(problems("--outputDir=" + folder)).isEmpty();
  }
}
