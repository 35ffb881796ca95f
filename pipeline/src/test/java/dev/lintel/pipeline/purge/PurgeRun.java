package dev.lintel.pipeline.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Runs of purge as a user makes them. */
final class PurgeRun {
  private static final Pattern ARCHIVE = Pattern.compile("(?m)^Archive: (.+)$");

  private PurgeRun() {}

  /** A run that ends with that status. */
  static CommandRun ending(
      ExitStatus status, EmulatorDatabase database, String table, String... options) {
    CommandRun run = of(database, table, options);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    return run;
  }

  static CommandRun of(EmulatorDatabase database, String table, String... options) {
    List<String> all = new ArrayList<>(List.of("--tableName=" + table));
    all.addAll(List.of(options));
    return CommandRun.on(database, "purge", all.toArray(String[]::new));
  }

  /** The figures of a table as they are printed, without the spaces between them. */
  static String figures(CommandRun run, String table) {
    return run.out()
        .lines()
        .map(line -> line.strip().replaceAll(" +", " "))
        .filter(line -> line.startsWith(table + " "))
        .findFirst()
        .orElse("no line of " + table + " in " + run.out());
  }

  /** The folder that the run has named. */
  static Path archive(CommandRun run) {
    var printed = ARCHIVE.matcher(run.out());
    assertThat(printed.find()).as(run.out()).isTrue();
    return Path.of(printed.group(1));
  }
}
