package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.imports.ImportOptions;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.nio.file.Files;
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

  private void check(String... args) {
    OutputPlaces.check(
        Place.allIn(
            CommandSpec.of(ImportOptions.class),
            PipelineOptionsFactory.fromArgs(args).as(ImportOptions.class)),
        problems);
  }

  @Test
  void resultsThatCannotBeWrittenAreProblems(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    check(
        "--invalidOutputPath=" + file.resolve("rejected"),
        "--summaryFile=" + file.resolve("summary.json"));
    check("--invalidOutputPath=nowhere://bucket/rejected", "--summaryFile=" + folder);

    assertThat(problems.lines()).hasSize(4);
    assertThat(problems.lines().get(0))
        .isEqualTo(
            "--invalidOutputPath: %s cannot be created, %s is not a folder"
                .formatted(file.resolve("rejected"), file));
    assertThat(problems.lines().get(1)).startsWith("--summaryFile: ").contains("is not a folder");
    assertThat(problems.lines().get(2)).startsWith("--invalidOutputPath: ").contains("nowhere");
    assertThat(problems.lines().get(3))
        .isEqualTo("--summaryFile: %s is a folder".formatted(folder));
  }

  @Test
  void foldersThatTheJobWillCreateAreNoProblem(@TempDir Path folder) {
    check(
        "--invalidOutputPath=" + folder.resolve("a/b"),
        "--summaryFile=" + folder.resolve("c/summary.json"));
    check("--invalidOutputPath=a/b", "--summaryFile=s.json");
    check();

    assertThat(problems.lines()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void placesToReadAreNotChecked(@TempDir Path folder) {
    check("--inputDir=" + folder.resolve("none"), "--ddlFile=" + folder.resolve("none.sql"));

    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void aStoreThatCannotBeListedIsAProblem() {
    check("--invalidOutputPath=denied://bucket/rejected", "--summaryFile=denied://bucket/s.json");

    assertThat(problems.lines())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("403 Forbidden"))
        .satisfiesExactly(
            folder ->
                assertThat(folder)
                    .startsWith("--invalidOutputPath: denied://bucket/rejected cannot be listed: "),
            file -> assertThat(file).startsWith("--summaryFile: denied://bucket/s.json cannot be"));
  }

  @Test
  void aFolderOfAStoreWhoseNameIsLikeAPatternIsAProblem(@TempDir Path folder) {
    check("--invalidOutputPath=denied://bucket/rejected[1]");
    check("--invalidOutputPath=" + folder.resolve("rejected[1]"));

    assertThat(problems.lines())
        .containsExactly(
            "--invalidOutputPath: denied://bucket/rejected[1]: there must be none of * ? [ ] { } \\"
                + " in the name of a folder to write to");
  }
}
