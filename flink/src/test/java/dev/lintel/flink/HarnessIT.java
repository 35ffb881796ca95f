package dev.lintel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.cli.CommandLine;
import dev.lintel.pipeline.cli.Lintel;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose steps run in Beam's SDK harness, several bundles at a time. */
@Tag("flink")
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(SpannerEmulatorExtension.class)
class HarnessIT {

  private static final int FILES = 8;
  private static final int ROWS_A_FILE = 500;
  private static final int ROWS = FILES * ROWS_A_FILE;

  @TempDir private Path folder;

  @Test
  void allThreadsOfTheHarnessShareOneClient(SpannerEmulator emulator) throws Exception {
    EmulatorDatabase database = emulator.createDatabase(List.of(BigTable.DDL));
    Path input = Files.createDirectory(folder.resolve("input"));
    for (int file = 0; file < FILES; file++) {
      var rows = new StringBuilder("Id,Name,Town,Amount\n");
      for (int row = file * ROWS_A_FILE; row < (file + 1) * ROWS_A_FILE; row++) {
        rows.append("%d,Name %d,Town,%d\n".formatted(row, row, row));
      }
      Files.writeString(input.resolve("Big-%d.csv".formatted(file)), rows);
    }
    try (var proxy = new SpannerProxy(emulator.getHost())) {
      run(proxy, database, "import", "--inputDir=" + input, "--hasHeader");
      assertOneClient(proxy);
      run(proxy, database, "export", "--outputDir=" + folder.resolve("exports"));
      assertOneClient(proxy);
    }
    assertThat(new HashSet<>(BigTable.exportedIds(folder.resolve("exports"))))
        .isEqualTo(new HashSet<>(LongStream.range(0, ROWS).boxed().toList()));
  }

  /** For each job by itself: between two of them a connection may be closed. */
  private static void assertOneClient(SpannerProxy proxy) {
    assertThat(proxy.callers().take())
        .containsOnlyKeys(ProcessHandle.current().pid())
        .allSatisfy((process, caller) -> assertThat(caller.clients()).hasSize(1));
  }

  private static void run(
      SpannerProxy proxy, EmulatorDatabase database, String job, String... options) {
    var out = new ByteArrayOutputStream();
    var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> args = new ArrayList<>(List.of(job));
    args.addAll(
        List.of(
            "--runner=" + HarnessRunner.class.getName(),
            "--spannerProjectId=" + database.projectId(),
            "--instanceId=" + database.instanceId(),
            "--databaseId=" + database.databaseId()));
    args.addAll(List.of(options));
    ExitStatus status =
        new CommandLine(
                Lintel.commands(),
                new Environment(
                    printed,
                    new Console(printed, Console.Kind.LOG),
                    Map.of("SPANNER_EMULATOR_HOST", proxy.address())))
            .run(args);
    assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("%,d".formatted(ROWS));
  }
}
