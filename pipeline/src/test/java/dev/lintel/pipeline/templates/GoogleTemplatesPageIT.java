package dev.lintel.pipeline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Each row of the tables of docs/from-google-templates.md, on jobs under Google's names. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoogleTemplatesPageIT {

  /** The first cell of a row of four. */
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (?!parameter|in the files)([^|]+?) \\|(?:[^|]*\\|){3}$", Pattern.MULTILINE);

  private final EmulatorDatabase database;
  private GoogleTemplateRuns runs;

  GoogleTemplatesPageIT(
      @SpannerDatabase(
              ddl = {
                "CREATE TABLE V (Id INT64 NOT NULL, S STRING(MAX), Y BYTES(MAX), B BOOL, D DATE,"
                    + " T TIMESTAMP, F FLOAT64, TA ARRAY<TIMESTAMP>) PRIMARY KEY (Id)",
                "CREATE TABLE VKids (Id INT64 NOT NULL, Kid INT64 NOT NULL) PRIMARY KEY (Id, Kid),"
                    + " INTERLEAVE IN PARENT V",
                "CREATE INDEX VByS ON V(S)",
                "CREATE TABLE Z (Id INT64 NOT NULL) PRIMARY KEY (Id)",
                "CREATE TABLE A (Id INT64 NOT NULL, Z INT64, CONSTRAINT ZOfA FOREIGN KEY (Z)"
                    + " REFERENCES Z (Id)) PRIMARY KEY (Id)"
              })
          EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  void runTheTemplates(@TempDir Path folder) throws IOException, InterruptedException {
    runs = new GoogleTemplateRuns(database, folder);
  }

  @AfterAll
  void close() {
    runs.close();
  }

  private Map<String, Executable> tests() {
    return ImmutableMap.<String, Executable>builder()
        .putAll(new GoogleDatabaseRows(runs).tests())
        .putAll(new GoogleExportRows(runs).tests())
        .putAll(new GoogleTextRows(runs).tests())
        .putAll(new GoogleImportRows(runs).tests())
        .buildOrThrow();
  }

  private static List<String> rowsOfThePage() throws IOException {
    return ROW.matcher(Files.readString(Path.of("../docs/from-google-templates.md")))
        .results()
        .map((MatchResult row) -> row.group(1))
        .filter(cell -> !cell.startsWith("---"))
        .toList();
  }

  @Test
  void eachRowOfThePageHasATest() throws IOException {
    assertThat(rowsOfThePage()).containsExactlyInAnyOrderElementsOf(tests().keySet());
  }

  @TestFactory
  Stream<DynamicTest> rows() {
    return tests().entrySet().stream()
        .map(test -> DynamicTest.dynamicTest(test.getKey(), test.getValue()));
  }
}
