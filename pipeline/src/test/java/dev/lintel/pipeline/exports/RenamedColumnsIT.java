package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Columns of PostgreSQL that Google's import would rename. */
@Timeout(300)
@SpannerDatabase(
    dialect = Dialect.POSTGRESQL,
    ddl = "CREATE TABLE t (id bigint PRIMARY KEY, \"Mixed Case\" text, plain text)")
class RenamedColumnsIT {
  @TempDir private Path folder;

  private String saidBy(EmulatorDatabase database, String format) {
    CommandRun run =
        CommandRun.on(database, "export", "--outputDir=" + folder, "--format=" + format);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    return run.err();
  }

  @Test
  void anExportInAvroWarnsOfThem(EmulatorDatabase database) {
    assertThat(saidBy(database, "avro"))
        .contains(
            "lintel export: Avro cannot spell these columns of table t: \"Mixed Case\"; an import"
                + " by Lintel restores their names");
    assertThat(saidBy(database, "csv")).doesNotContain("cannot spell");
  }
}
