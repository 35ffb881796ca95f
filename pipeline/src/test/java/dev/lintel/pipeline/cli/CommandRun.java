package dev.lintel.pipeline.cli;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.transforms.PacedDirectRunner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run of the whole command line, {@code ./lintel} with some arguments, in the test's process.
 *
 * @param status the exit status
 * @param out the output stream
 * @param err the error stream
 */
public record CommandRun(ExitStatus status, String out, String err) {

  /** Runs a command with these environment variables. */
  public static CommandRun of(Map<String, String> variables, List<String> args) {
    return of(Lintel.commands(), variables, args);
  }

  /** Runs one of these commands. */
  public static CommandRun of(
      List<Command<?>> commands, Map<String, String> variables, List<String> args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var environment =
        new Environment(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new Console(new PrintStream(err, true, StandardCharsets.UTF_8), Console.Kind.LOG),
            variables);
    ExitStatus status = new CommandLine(commands, environment).run(args);
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * Options for a job on many rows, which runs without the direct runner's checks of every element,
   * as a user's does: they would take more than half of the time, and the same steps run with them
   * on few rows.
   */
  public static final ImmutableList<String> UNCHECKED =
      ImmutableList.of("--enforceImmutability=false", "--enforceEncodability=false");

  /**
   * Runs a job on a database of the emulator, with the direct runner's checks unless the options
   * turn them off, and, unless the options name a runner, a monitor that pauses.
   */
  public static CommandRun on(EmulatorDatabase database, String job, String... options) {
    List<String> args = new ArrayList<>();
    args.add(job);
    optionsFor(database).stream()
        .filter(option -> !names(options).contains(name(option)))
        .forEach(args::add);
    if (Arrays.stream(options).noneMatch(option -> option.startsWith("--runner="))) {
      args.add("--runner=" + PacedDirectRunner.class.getName());
      // The command line sets this for the direct runner itself.
      args.add("--blockOnRun=false");
    }
    args.addAll(List.of(options));
    return of(Map.of("SPANNER_EMULATOR_HOST", database.host()), args);
  }

  private static Set<String> names(String... options) {
    return Arrays.stream(options).map(CommandRun::name).collect(toImmutableSet());
  }

  private static String name(String option) {
    return option.substring(0, option.contains("=") ? option.indexOf('=') : option.length());
  }

  /** The options that name a database of the emulator, and turn on the direct runner's checks. */
  public static List<String> optionsFor(EmulatorDatabase database) {
    return List.of(
        "--spannerProjectId=" + database.projectId(),
        "--instanceId=" + database.instanceId(),
        "--databaseId=" + database.databaseId(),
        "--enforceImmutability=true",
        "--enforceEncodability=true",
        // Several, however many processors there are: they must share a connection.
        "--targetParallelism=3");
  }

  /** Asserts that nothing was done because of exactly these problems, one a line, in this order. */
  public void assertRefused(String... expected) {
    assertThat(status).as(err).isEqualTo(ExitStatus.USAGE);
    List<String> problems = err.lines().filter(line -> line.startsWith("  ")).toList();
    assertThat(problems).as(err).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(problems.get(i)).contains(expected[i]);
    }
    assertThat(err).contains("nothing was done").doesNotContain("\tat ", "Exception");
    assertThat(out).isEmpty();
  }

  /** A database of the same instance that does not exist. */
  public static EmulatorDatabase notThere(EmulatorDatabase like) {
    return new EmulatorDatabase(
        like.host(), like.projectId(), like.instanceId(), "not-there", like.dialect());
  }
}
