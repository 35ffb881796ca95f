package dev.lintel.pipeline.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that lacks memory ends, and says so in one line. */
@Timeout(300)
@SpannerDatabase(ddl = "CREATE TABLE Big (Id INT64 NOT NULL, Content STRING(MAX)) PRIMARY KEY (Id)")
class OutOfMemoryIT {

  /** A record of that length takes more than this heap to read. */
  private static final int HEAP = 96;

  private static final int CHARACTERS = 20 << 20;

  @Test
  void saysWhatHeapItHadAndWhatToSet(EmulatorDatabase database, @TempDir Path folder)
      throws Exception {
    Path files = Files.createDirectory(folder.resolve("in"));
    Files.writeString(files.resolve("Big.csv"), "1," + "x".repeat(CHARACTERS) + "\n");

    JobMemory run = JobMemory.of(HEAP, database, folder, "import", "--inputDir=" + files);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED.code());
    assertThat(run.printed())
        .containsPattern(
            "(?m)^lintel import: out of memory: the JVM has 9\\d MiB of heap, .*"
                + "set LINTEL_OPTS=-Xmx512m \\(docs/memory.md ")
        .doesNotContain("\tat ");
  }
}
