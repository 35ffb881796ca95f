package dev.lintel.pipeline.demo;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/** {@code ./lintel demo}. */
public final class DemoCommand implements Command<DemoOptions> {

  /** The command line, so that the demo runs the same commands as a user. */
  @FunctionalInterface
  public interface Launcher {
    ExitStatus run(List<String> args, Environment environment);
  }

  private final Launcher launcher;

  public DemoCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Class<DemoOptions> optionsType() {
    return DemoOptions.class;
  }

  @Override
  public ExitStatus run(DemoOptions options, Environment environment) throws IOException {
    PrintStream out = environment.out();
    Path folder =
        options.getOutputDir() == null
            ? Files.createTempDirectory("lintel-demo-")
            : Files.createDirectories(Path.of(options.getOutputDir()));
    out.printf("1. Generating %,d records, some of them bad, in %s%n", records(), folder);
    DemoData.write(folder);

    out.println("2. Starting Google's Spanner emulator, unless one runs already");
    try (var emulator = SpannerEmulator.start()) {
      Path rejected = folder.resolve("rejected");
      List<String> args =
          List.of(
              "import",
              "--spannerProjectId=" + emulator.getProjectId(),
              "--instanceId=" + emulator.getInstanceId(),
              "--databaseId=shop",
              "--inputDir=" + folder.resolve("input"),
              "--hasHeader",
              "--ddlFile=" + folder.resolve("schema.sql"),
              "--invalidOutputPath=" + rejected,
              "--maxFailures=100",
              "--summaryFile=" + folder.resolve("summary.json"));
      out.println("3. Importing, with this command:");
      out.println("     SPANNER_EMULATOR_HOST=" + emulator.getHost() + " ./lintel \\");
      out.println("       " + String.join(" \\\n         ", args));
      out.println();
      var variables = new HashMap<>(environment.variables());
      variables.put(ConnectionConfig.EMULATOR_HOST_VARIABLE, emulator.getHost());
      ExitStatus status =
          launcher.run(args, new Environment(out, environment.console(), variables));
      if (status == ExitStatus.SUCCEEDED) {
        out.println();
        out.println("One rejected record of each kind:");
        RejectedExamples.in(rejected).forEach(example -> out.println("  " + example));
        out.println();
        out.println(
            emulator.getPid().isPresent()
                ? "The emulator has stopped, and its data is lost; the files are in " + folder
                : "The data stays in the emulator at %s; the files are in %s"
                    .formatted(emulator.getHost(), folder));
      }
      return status;
    }
  }

  private static int records() {
    return DemoData.PRODUCTS + DemoData.CUSTOMERS + DemoData.ORDERS;
  }
}
