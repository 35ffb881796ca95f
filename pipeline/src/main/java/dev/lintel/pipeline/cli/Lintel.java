package dev.lintel.pipeline.cli;

import dev.lintel.pipeline.demo.DemoCommand;
import dev.lintel.pipeline.doctor.DoctorCommand;
import dev.lintel.pipeline.enrich.EnrichCommand;
import dev.lintel.pipeline.exports.ExportCommand;
import dev.lintel.pipeline.imports.ImportCommand;
import dev.lintel.pipeline.run.Command;
import dev.lintel.pipeline.run.Console;
import dev.lintel.pipeline.run.Environment;
import dev.lintel.pipeline.runs.RunsCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The process: {@code ./lintel COMMAND --option=value …}. The only place that ends it. */
public final class Lintel {

  /** Set by the launcher, which can ask about the error stream where Java 17 cannot. */
  private static final String TERMINAL_PROPERTY = "lintel.terminal";

  private Lintel() {}

  /** Every command, in the order in which they are listed. */
  public static List<Command<?>> commands() {
    return List.of(
        new ImportCommand(),
        new ExportCommand(),
        new EnrichCommand(),
        new RunsCommand(),
        new DoctorCommand(List.of(new ImportCommand(), new ExportCommand(), new EnrichCommand())),
        new DemoCommand(
            (args, environment) ->
                new CommandLine(List.of(new ImportCommand()), environment).run(args)),
        new RunEmulator());
  }

  public static void main(String[] args) {
    // UTF-8 whatever the locale: names of tables and files are shown as they are.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Console.Kind kind =
        Boolean.getBoolean(TERMINAL_PROPERTY) ? Console.Kind.TERMINAL : Console.Kind.LOG;
    Environment environment = new Environment(out, new Console(err, kind), System.getenv());
    System.exit(new CommandLine(commands(), environment).run(List.of(args)).code());
  }
}
