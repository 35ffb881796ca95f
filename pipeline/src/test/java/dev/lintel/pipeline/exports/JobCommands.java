package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Export and import as a user runs them, where both have to succeed. */
final class JobCommands {
  private JobCommands() {}

  /** Exports a database, and gives the folder of the export. */
  static Path export(EmulatorDatabase database, Path parent, String... options) throws IOException {
    Path output = Files.createTempDirectory(parent, "exports");
    List<String> all =
        Stream.concat(Stream.of("--outputDir=" + output), Stream.of(options)).toList();
    CommandRun run = CommandRun.on(database, "export", all.toArray(String[]::new));
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    try (Stream<Path> folders = Files.list(output)) {
      List<Path> found = folders.toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  /** Imports a folder into a database that the import has to make. */
  static EmulatorDatabase load(SpannerEmulator emulator, Dialect dialect, Path folder) {
    var database =
        new EmulatorDatabase(
            emulator.getHost(),
            emulator.getProjectId(),
            emulator.getInstanceId(),
            "copy_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16),
            dialect);
    CommandRun run = CommandRun.on(database, "import", "--inputDir=" + folder);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    return database;
  }
}
