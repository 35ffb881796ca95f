package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFinderTest {
  private final Problems problems = new Problems();

  @TempDir Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    for (String name : List.of("a.csv", "b.csv", "c[1].csv")) {
      Files.createFile(folder.resolve(name));
    }
  }

  private List<String> matching(String... patterns) {
    return InputFinder.of(null, "--format", problems)
        .matching("--importManifest", Stream.of(patterns).map(name -> folder + "/" + name).toList())
        .stream()
        .map(DataFile::fileName)
        .toList();
  }

  @Test
  void aFileThatSeveralPatternsMatchIsReadOnce() {
    assertThat(matching("a.csv", "*.csv")).containsExactly("a.csv", "b.csv", "c[1].csv");
    assertThat(matching("b*", "*.csv", "b.csv")).containsExactly("b.csv", "a.csv", "c[1].csv");
    assertThat(matching("c[1].csv", "./c*")).containsExactly("c[1].csv");
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void aPatternThatMatchesNothingIsAProblemWhateverOthersMatch() {
    assertThat(matching("a.csv", "x*", "a.csv")).containsExactly("a.csv");
    assertThat(problems.lines())
        .singleElement()
        .asString()
        .isEqualTo("--importManifest: no file matches " + folder + "/x*");
  }
}
