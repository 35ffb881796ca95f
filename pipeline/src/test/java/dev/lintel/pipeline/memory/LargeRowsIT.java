package dev.lintel.pipeline.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.connection.CommitSink;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are larger than the heap, and rows that are a large part of it. */
@Tag("large")
@Timeout(1_800)
@SpannerDatabase(ddl = "CREATE TABLE Big (Id INT64 NOT NULL, Content STRING(MAX)) PRIMARY KEY (Id)")
class LargeRowsIT {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void rowsOf9MiBPassThrough512(EmulatorDatabase database) throws Exception {
    importInto(database, 512, 24, 9 * MEBIBYTE);
  }

  @Test
  void aFileOf300MBPassesThrough256(EmulatorDatabase database) throws Exception {
    importInto(database, 256, 600_000, 500);
  }

  @Test
  void rowsOf1MiBPassThrough256(EmulatorDatabase database) throws Exception {
    importInto(database, 256, 300, MEBIBYTE);
  }

  private void importInto(EmulatorDatabase database, int heap, int rows, int characters)
      throws Exception {
    try (var sink = CommitSink.start(database.host(), Duration.ofMillis(50))) {
      JobMemory run =
          JobMemory.of(
              heap,
              database,
              folder,
              "import",
              "--inputDir=" + input(rows, characters),
              "--spannerHost=" + sink.endpoint());
      System.out.println(run.asRow(rows + " rows of " + characters + " bytes, heap " + heap));
      assertThat(run.status()).as(run.printed()).isZero();
      assertThat(sink.rows()).isEqualTo(rows);
    }
  }

  private Path input(int rows, int characters) throws IOException {
    Path files = Files.createDirectories(folder.resolve("in"));
    String content = "x".repeat(characters);
    try (Writer out = Files.newBufferedWriter(files.resolve("Big.csv"))) {
      for (int id = 0; id < rows; id++) {
        out.write(id + ",");
        out.write(content);
        out.write('\n');
      }
    }
    return files;
  }
}
