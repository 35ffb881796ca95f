package dev.lintel.pipeline.cli;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.demo.DemoCommand;
import dev.lintel.pipeline.doctor.DoctorCommand;
import dev.lintel.pipeline.inspect.InspectCommand;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.runs.RunsCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The process: {@code ./lintel COMMAND --option=value …}. The only place that ends it. */
public final class Lintel {

  /** Set by the launcher script, which can test the error stream, while Java 17 cannot. */
  private static final String TERMINAL_PROPERTY = "lintel.terminal";

  /**
   * Names the command where no argument does: in a job's image, whose launcher passes options only.
   * If it is set and not blank, it becomes the first argument.
   */
  public static final String JOB_VARIABLE = "LINTEL_JOB";

  /** Complete, because at that point there may be no memory to format a message. */
  private static final String OUT_OF_MEMORY =
      "lintel: out of memory; give the JVM more: set LINTEL_OPTS=-Xmx..., as docs/memory.md says";

  private Lintel() {}

  /** Every command, in the order in which help lists them. */
  public static List<Command<?>> commands() {
    return commands(Jobs.all());
  }

  /** These jobs, and the commands about jobs, in the order in which help lists them. */
  public static List<Command<?>> commands(List<Job<?>> jobs) {
    return ImmutableList.<Command<?>>builder()
        .addAll(jobs)
        .add(new InspectCommand())
        .add(new RunsCommand())
        .add(new DoctorCommand(jobs))
        .add(new DemoCommand((args, environment) -> new CommandLine(jobs, environment).run(args)))
        .add(new RunEmulator())
        .addAll(TemplateCommand.of(jobs))
        .build();
  }

  public static void main(String[] args) {
    run(commands(), args);
  }

  /** Runs the one of these commands that the arguments name, and ends the process. */
  public static void run(List<Command<?>> commands, String... args) {
    // UTF-8 in every locale, because names of tables and files may have any character.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Console.Kind kind =
        Boolean.getBoolean(TERMINAL_PROPERTY) ? Console.Kind.TERMINAL : Console.Kind.LOG;
    Environment environment = new Environment(out, new Console(err, kind), System.getenv());
    List<String> arguments = arguments(environment.variables(), List.of(args));
    int status = ExitStatus.FAILED.code();
    try {
      status = new CommandLine(commands, environment).run(arguments).code();
    } catch (OutOfMemoryError e) {
      // Not even the report had the memory. Without this, other threads would keep the process up.
      err.println(OUT_OF_MEMORY);
    }
    System.exit(status);
  }

  static List<String> arguments(Map<String, String> variables, List<String> args) {
    String job = variables.getOrDefault(JOB_VARIABLE, "").strip();
    return job.isEmpty() ? args : ImmutableList.<String>builder().add(job).addAll(args).build();
  }
}
