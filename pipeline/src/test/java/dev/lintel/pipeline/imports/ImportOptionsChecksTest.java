package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.TextOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that can be judged without the database. */
class ImportOptionsChecksTest {
  private final Problems problems = new Problems();

  private static ImportOptions options(String... args) {
    return PipelineOptionsFactory.fromArgs(args).as(ImportOptions.class);
  }

  @Test
  void theDefaultQualifierMayBecomeTheDelimiter() {
    TextOptions.layout(options("--columnDelimiter=\"", "--fieldQualifier='"), problems);
    assertThat(problems.lines()).isEmpty();

    TextOptions.layout(options("--columnDelimiter=\""), problems);
    assertThat(problems.lines()).singleElement().asString().contains("must differ");
  }

  @Test
  void aFileThatTwoPatternsMatchIsReadOnce(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("a.csv"));
    Files.createFile(folder.resolve("b.csv"));
    Path manifest =
        Files.writeString(
            folder.resolve("manifest.json"),
            """
            {"tables": [{"table_name": "T", "file_patterns": ["a.csv", "*.csv"]}]}
            """);

    List<ImportSource> sources =
        ImportSources.find(
            options("--importManifest=" + manifest), Dialect.GOOGLE_STANDARD_SQL, problems);

    assertThat(problems.lines()).isEmpty();
    assertThat(sources).hasSize(1);
    assertThat(sources.get(0).files())
        .containsExactly(folder.resolve("a.csv").toString(), folder.resolve("b.csv").toString());
  }
}
