package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableFilesTest {
  @TempDir Path folder;

  private DataFile file(String name) throws IOException {
    return SampleData.file(Files.writeString(folder.resolve(name), "not what its name says"));
  }

  @Test
  void allFilesThatCannotBeReadAreReportedTogether() throws IOException {
    for (Format format : new Format[] {new ParquetFormat(), new AvroFormat()}) {
      var problems = new Problems();
      var files =
          new InputFileSet(
              "--input",
              ImmutableList.of(file("a"), file("b")),
              TextSettings.defaults(),
              ImmutableMap.of());

      assertThat(format.shapeOf(files, problems)).isEmpty();

      assertThat(problems.lines()).hasSize(2);
      assertThat(problems.lines().get(0))
          .startsWith("--input: File ")
          .contains("/a cannot be read");
      assertThat(problems.lines().get(1))
          .startsWith("--input: File ")
          .contains("/b cannot be read");
    }
  }
}
