package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {

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
}
