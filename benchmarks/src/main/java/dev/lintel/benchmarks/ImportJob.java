package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.cli.CommandLine;
import dev.lintel.pipeline.cli.Lintel;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole of {@code ./lintel import}, with its checks before and its report at the end. */
record ImportJob(Path file) implements WriteMethod {

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var environment =
        new Environment(
            nowhere,
            new Console(nowhere, Console.Kind.LOG),
            Map.of("SPANNER_EMULATOR_HOST", target.host()));
    ExitStatus status =
        new CommandLine(Lintel.commands(), environment)
            .run(
                List.of(
                    "import",
                    "--spannerProjectId=" + target.projectId(),
                    "--instanceId=" + target.instanceId(),
                    "--databaseId=" + target.databaseId(),
                    "--input=" + file,
                    "--tableName=" + SampleRows.TABLE));
    if (status != ExitStatus.SUCCEEDED) {
      throw new IllegalStateException("The import ended with " + status);
    }
  }
}
