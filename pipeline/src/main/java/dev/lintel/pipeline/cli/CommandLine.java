package dev.lintel.pipeline.cli;

import static java.util.stream.Collectors.joining;

import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.JobsCommand;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.JobsOptions;
import dev.lintel.pipeline.options.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Finds the command that the arguments name, checks the other arguments, runs the command, and
 * reports the result as lines for the user and an exit status.
 */
public final class CommandLine {

  private static final String VERBOSE = "--verbose";
  private static final List<String> HELP = List.of("--help", "-h", "help");
  private static final List<String> VERSION = List.of("--version", "version");

  private final List<Command<?>> commands;
  private final Environment environment;

  public CommandLine(List<? extends Command<?>> commands, Environment environment) {
    this.commands = List.copyOf(commands);
    this.environment = environment;
  }

  /** Runs one command. Never throws; errors are printed on the console. */
  public ExitStatus run(List<String> given) {
    List<String> args = new ArrayList<>(given);
    boolean verbose = args.removeIf(VERBOSE::equals);
    Logging.start(environment.console(), verbose ? Logging.Detail.ALL : Logging.Detail.WARNINGS);
    if (args.isEmpty() || (HELP.contains(args.get(0)) && args.size() == 1)) {
      environment.out().print(HelpText.ofCommands(specs()));
      return ExitStatus.SUCCEEDED;
    }
    if (VERSION.contains(args.get(0))) {
      environment.out().println(Version.line());
      return ExitStatus.SUCCEEDED;
    }
    boolean helpFirst = HELP.contains(args.get(0));
    String name = args.remove(helpFirst ? 1 : 0);
    Optional<Command<?>> command =
        commands.stream().filter(c -> nameOf(c).equals(name)).findFirst();
    if (command.isEmpty()) {
      return unknownCommand(name);
    }
    if (helpFirst || args.stream().anyMatch(CommandLine::asksForHelp)) {
      environment.out().print(HelpText.of(specOf(command.get())));
      return ExitStatus.SUCCEEDED;
    }
    return run(command.get(), args, verbose ? Logging.Detail.ALL : Logging.Detail.WARNINGS);
  }

  private <O extends PipelineOptions> ExitStatus run(
      Command<O> command, List<String> args, Logging.Detail detail) {
    CommandSpec spec = specOf(command);
    try {
      return command instanceof JobsCommand<?> ofJobs ? start(ofJobs, args) : start(command, args);
    } catch (UsageException e) {
      usageProblems(spec.name(), e.problems().stream().map(namesIn(command, args)::in).toList());
      return ExitStatus.USAGE;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      failure(spec.name(), e, namesIn(command, args), detail);
      return ExitStatus.FAILED;
    } catch (LinkageError | VirtualMachineError e) {
      failure(spec.name(), e, namesIn(command, args), detail);
      return ExitStatus.FAILED;
    }
  }

  private <O extends PipelineOptions> ExitStatus start(Command<O> command, List<String> args)
      throws Exception {
    var arguments = new Arguments<>(specOf(command), command.optionsType());
    O options = arguments.parse(args);
    arguments
        .withoutEffect()
        .ifPresent(
            line -> environment.console().line("lintel %s: %s".formatted(nameOf(command), line)));
    FileSystems.setDefaultPipelineOptions(options);
    return command.run(options, environment);
  }

  private <O extends JobsOptions> ExitStatus start(JobsCommand<O> command, List<String> args)
      throws Exception {
    JobsArguments<O> read = JobsArguments.parse(command, args);
    // The settings of file systems, such as credentials, are options of the jobs.
    FileSystems.setDefaultPipelineOptions(read.jobs().get(0).options());
    return command.run(read.own(), read.jobs(), environment);
  }

  private ExitStatus unknownCommand(String name) {
    Optional<String> nearest =
        Nearest.to(name).among(commands.stream().map(CommandLine::nameOf).toList());
    String advice =
        nearest.map("did you mean ./lintel %s?"::formatted).orElse("./lintel lists the commands");
    environment.console().line("lintel: '%s' is not a command; %s".formatted(name, advice));
    return ExitStatus.USAGE;
  }

  private void usageProblems(String name, List<String> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    environment.console().line("lintel %s: %s, nothing was done".formatted(name, count));
    problems.forEach(problem -> environment.console().line("  " + problem));
    environment.console().line("./lintel %s --help explains the options.".formatted(name));
  }

  private void failure(String name, Throwable thrown, GivenNames names, Logging.Detail detail) {
    String message = FailureMessage.of(thrown).lines().map(names::in).collect(joining("\n"));
    environment.console().line("lintel %s: %s".formatted(name, message));
    if (detail == Logging.Detail.ALL) {
      environment.console().line(FailureMessage.stackTraceOf(thrown));
    }
  }

  private static boolean asksForHelp(String arg) {
    return arg.equals("-h") || arg.equals("--help") || arg.startsWith("--help=");
  }

  private List<CommandSpec> specs() {
    return commands.stream().map(CommandLine::specOf).toList();
  }

  /** The name alone, without reading the options of the command. */
  private static String nameOf(Command<?> command) {
    return command instanceof TemplateCommand<?> template
        ? template.template().templateName()
        : CommandSpec.nameOf(command.optionsType());
  }

  /** Also the names of options of the jobs that the command is about. */
  private static GivenNames namesIn(Command<?> command, List<String> args) {
    List<CommandSpec> specs = new ArrayList<>();
    specs.add(specOf(command));
    if (command instanceof JobsCommand<?> ofJobs) {
      ofJobs.jobs().forEach(job -> specs.add(CommandSpec.of(job.optionsType())));
    }
    return GivenNames.of(specs, args);
  }

  private static CommandSpec specOf(Command<?> command) {
    return command instanceof TemplateCommand<?> template
        ? template.spec()
        : CommandSpec.of(command.optionsType());
  }
}
