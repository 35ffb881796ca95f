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
import java.util.List;
import java.util.Map;

/** Runs a whole job of the command line, without its output. */
final class JobRunner {
  private JobRunner() {}

  /**
   * Runs the job.
   *
   * @param on a database of the emulator that the job works on
   * @throws IllegalStateException if it does not succeed
   */
  static void run(EmulatorDatabase on, List<String> args) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var environment =
        new Environment(
            nowhere,
            new Console(nowhere, Console.Kind.LOG),
            Map.of("SPANNER_EMULATOR_HOST", on.host()));
    ExitStatus status = new CommandLine(Lintel.commands(), environment).run(args);
    if (status != ExitStatus.SUCCEEDED) {
      throw new IllegalStateException("The job %s ended with %s".formatted(args.get(0), status));
    }
  }
}
