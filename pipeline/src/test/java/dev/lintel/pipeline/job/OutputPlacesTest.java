package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.Problems;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlacesTest {
  private final Problems problems = new Problems();

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void aFolderThatIsToBeMadeIsNoProblem(@TempDir Path folder) {
    OutputPlaces.checkFolder("--outputDir", folder + "/a/b", problems);
    OutputPlaces.checkFile("--summaryFile", folder + "/a/b.json", problems);
    assertThat(problems.lines()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStoreThatCannotBeLookedAtIsOne() {
    OutputPlaces.checkFolder("--outputDir", "denied://bucket/exports", problems);
    OutputPlaces.checkFile("--summaryFile", "denied://bucket/summary.json", problems);
    assertThat(problems.lines())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("403 Forbidden"))
        .satisfiesExactly(
            folder ->
                assertThat(folder)
                    .startsWith("--outputDir: denied://bucket/exports cannot be looked at: "),
            file ->
                assertThat(file)
                    .startsWith("--summaryFile: denied://bucket/summary.json cannot be looked at"));
  }
}
