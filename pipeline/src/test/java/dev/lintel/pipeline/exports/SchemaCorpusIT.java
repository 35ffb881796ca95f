package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.Joiner;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every file of the schema corpus is taken by {@code --ddlFile}, then taken again without effect,
 * and all of them come round: an import of their export makes the same database.
 */
@Timeout(300)
@ExtendWith(SpannerEmulatorExtension.class)
class SchemaCorpusIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyFileIsTakenTwiceAndComesRound(Dialect dialect, SpannerEmulator emulator)
      throws Exception {
    List<SchemaFile> files =
        SchemaFile.all(dialect).stream().filter(file -> file.gapOfTheEmulator().isEmpty()).toList();
    EmulatorDatabase database = emulator.createDatabase(dialect, List.of());
    for (SchemaFile file : files) {
      load(database, file.path(), file);
    }
    List<String> ddl = ddl(database);
    for (SchemaFile file : files) {
      assertThat(file.script().missingFrom(ddl))
          .as("what %s runs again", file)
          .allMatch(statement -> statement.getText().contains(" ALTER "));
    }
    Path all = folder.resolve("all.sql");
    Files.writeString(all, Joiner.on("\n").join(files.stream().map(SchemaFile::text).toList()));
    load(database, all, files.get(0));
    assertThat(ddl(database)).containsExactlyInAnyOrderElementsOf(ddl);

    EmulatorDatabase copy =
        JobCommands.load(emulator, dialect, JobCommands.export(database, folder));

    DatabaseContents.of(copy).assertSame(DatabaseContents.of(database));
    assertThat(comparable(ddl(copy))).containsExactlyInAnyOrderElementsOf(comparable(ddl));
  }

  /** Imports a file without rows into the first table of another file. */
  private void load(EmulatorDatabase database, Path ddlFile, SchemaFile withTable)
      throws IOException {
    Path rows = folder.resolve("rows.jsonl");
    if (!Files.exists(rows)) {
      Files.createFile(rows);
    }
    CommandRun run =
        CommandRun.on(
            database,
            "import",
            "--ddlFile=" + ddlFile,
            "--input=" + rows,
            "--tableName=" + withTable.script().planned().getTables().get(0).getName());
    assertThat(run.status()).as("%s: %s", ddlFile, run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  private static List<String> ddl(EmulatorDatabase database) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(DatabaseContents.config(database))) {
      return lease.connection().getDdl();
    }
  }

  /**
   * A copy gives constraints the names that the server has made. The emulator forgets all options
   * of a database but those of the last statement that sets any.
   */
  private static List<String> comparable(List<String> ddl) {
    return ddl.stream()
        .filter(statement -> !statement.startsWith("ALTER DATABASE"))
        .map(statement -> statement.replaceAll("CONSTRAINT \\S+_[0-9A-F]{16}_\\d+\"? ", ""))
        .toList();
  }
}
