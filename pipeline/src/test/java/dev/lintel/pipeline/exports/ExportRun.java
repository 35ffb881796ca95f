package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.LintelExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An export that succeeded.
 *
 * @param folder what it made
 */
public record ExportRun(Path folder) {
  private static final Pattern FOLDER = Pattern.compile("(?m)^Export: (.+)$");

  /** Exports as a user would. */
  public static ExportRun of(EmulatorDatabase database, Path outputDir, String... options) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--outputDir=" + outputDir;
    CommandRun run = CommandRun.on(database, "export", all);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    var printed = FOLDER.matcher(run.out());
    assertThat(printed.find()).as(run.out()).isTrue();
    return new ExportRun(Path.of(printed.group(1)));
  }

  /** What Lintel says of it. */
  public LintelExport facts() throws IOException {
    return ExportFolder.find(folder.toString()).flatMap(ExportFolder::facts).orElseThrow();
  }

  /** How many rows of a table are in it. */
  public long rows(String table) throws IOException {
    return facts().findTable(table).orElseThrow().rows();
  }

  /** Imports it, as a user would, and expects that to succeed. */
  public void importInto(EmulatorDatabase database, String... options) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--inputDir=" + folder;
    CommandRun run = CommandRun.on(database, "import", all);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  /** A database of the emulator that is not there yet. */
  public static EmulatorDatabase newDatabase(SpannerEmulator emulator, EmulatorDatabase like) {
    return new EmulatorDatabase(
        emulator.getHost(),
        emulator.getProjectId(),
        emulator.getInstanceId(),
        "new_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16),
        like.dialect());
  }
}
