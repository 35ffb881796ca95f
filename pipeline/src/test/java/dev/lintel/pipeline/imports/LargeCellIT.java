package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cell of 20 MiB, twice what Spanner takes: its record is rejected, and the others are there. */
@Timeout(120)
@SpannerDatabase(ddl = "CREATE TABLE T (Id INT64, Text STRING(MAX)) PRIMARY KEY (Id)")
class LargeCellIT {
  private static final String CELL = "x".repeat(20 << 20);

  @TempDir private Path folder;

  @Test
  void itsRecordOfCsvIsRejected(EmulatorDatabase database) throws Exception {
    assertIsRejected(database, "T.csv", "%d,%s\n");
  }

  @Tag("long")
  @Test
  void itsRecordOfJsonIsRejected(EmulatorDatabase database) throws Exception {
    assertIsRejected(database, "T.jsonl", "{\"Id\": %d, \"Text\": \"%s\"}\n");
  }

  private void assertIsRejected(EmulatorDatabase database, String name, String record)
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve(name),
            record.formatted(1, "one") + record.formatted(2, CELL) + record.formatted(3, "three"));

    CommandRun run =
        CommandRun.on(
            database,
            "import",
            "--input=" + file,
            "--tableName=T",
            "--maxFailures=1",
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--enforceImmutability=false",
            "--enforceEncodability=false");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Id FROM T ORDER BY Id")).isEqualTo(List.of("[1]", "[3]"));
    try (Stream<Path> rejected = Files.list(folder.resolve("rejected"))) {
      assertThat(rejected.mapToLong(written -> written.toFile().length()).sum())
          .isGreaterThan(CELL.length());
    }
  }
}
