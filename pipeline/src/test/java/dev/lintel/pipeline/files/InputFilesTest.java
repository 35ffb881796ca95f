package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @Test
  void aPlaceThatNoFileSystemKnowsIsAnIoError() {
    assertThatThrownBy(() -> InputFiles.matching(InputFiles.everythingBelow("nowhere://bucket")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> TextFile.read("nowhere://bucket/schema.sql"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheText(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("manifest.json"), "\uFEFF{\"tables\": []}");
    assertThat(TextFile.read(file.toString())).isEqualTo("{\"tables\": []}");
  }

  @Test
  void theNameOfATextIsNotAPattern(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("s1.sql"), "another");
    String name = folder.resolve("s[1].sql").toString();
    assertThatThrownBy(() -> TextFile.read(name))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining(name);

    Files.writeString(folder.resolve("s[1].sql"), "this one");
    assertThat(TextFile.read(name)).isEqualTo("this one");
    assertThat(TextFile.read("file://" + name)).isEqualTo("this one");
  }

  /** Beam's local file system would look for it in all folders below: on the whole disk. */
  @Test
  @Timeout(30)
  void aFileThatIsNotThereIsNotLookedForElsewhere() throws IOException {
    String none = "/there-is-no-such-file.json";
    for (String name : List.of(none, "file://" + none)) {
      assertThatThrownBy(() -> TextFile.read(name)).isInstanceOf(FileNotFoundException.class);
      assertThatThrownBy(() -> InputFiles.matching(name))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessageContaining(name);
    }
    ResourceId file = FileSystems.matchNewResource(none, /* isDirectory= */ false);
    assertThat(StoredFile.of(List.of(file), PipelineOptionsFactory.create()))
        .singleElement()
        .satisfies(
            stored ->
                assertThat(stored.failure().orElseThrow())
                    .isInstanceOf(FileNotFoundException.class)
                    .hasMessage("there is no file " + none));
  }
}
