package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
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

  /** Beam's local file system would look through the whole disk. */
  @Test
  @Timeout(30)
  void aPatternIsLookedForInItsOwnFolder() {
    for (String pattern : List.of("/there-are-no-such-files*.json", "file:///*.no-such-files")) {
      assertThatThrownBy(() -> InputFiles.matching(pattern))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessageContaining(pattern);
    }
  }

  @Test
  void aPatternFindsTheSameFilesAsBeam(@TempDir Path folder) throws IOException {
    for (String name :
        List.of("a1.csv", "a2.csv", "b1.csv", "a[1].csv", "a1.csv.gz", "x/a1.csv", "x/y/a1.csv")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    Files.createDirectories(folder.resolve("folder.csv"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("x"));
    Files.createSymbolicLink(folder.resolve("a3.csv"), folder.resolve("b1.csv"));
    Files.createSymbolicLink(folder.resolve("a4.csv"), folder.resolve("nothing"));
    for (String pattern :
        List.of(
            "a1.csv",
            "a[1].csv",
            "a[1-2].csv",
            "a?.csv",
            "*.csv",
            "*",
            "x/*.csv",
            "link/*.csv",
            "*/a1.csv",
            "*/*/a1.csv",
            "{a,b}1.csv",
            "folder.csv",
            "nowhere/*.csv")) {
      String whole = folder + "/" + pattern;
      assertThat(FileMatches.of(whole))
          .as(pattern)
          .containsExactlyInAnyOrderElementsOf(
              FileSystems.match(whole, EmptyMatchTreatment.ALLOW).metadata().stream()
                  .filter(file -> !file.resourceId().isDirectory())
                  .toList());
    }
    // What a link to the folder itself leads to is there already.
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    assertThat(FileMatches.of(folder + "/**")).hasSize(10);
  }

  @Test
  void whatIsNoPatternIsSaidInOneLine(@TempDir Path folder) {
    assertThatThrownBy(() -> InputFiles.matching(folder + "/a[.csv"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder + "/a[.csv is no pattern: Missing ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFolderThatCannotBeListedIsAnError(@TempDir Path folder) throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assertThat(closed.toFile().setReadable(false)).isTrue();
    String pattern = folder + "/*/a1.csv";
    // Permissions do not apply to root.
    String named = Files.isReadable(closed) ? pattern : closed + " cannot be listed: no permission";
    assertThatThrownBy(() -> InputFiles.matching(pattern))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(named);
  }
}
