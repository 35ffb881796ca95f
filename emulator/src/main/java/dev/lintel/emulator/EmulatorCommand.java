package dev.lintel.emulator;

import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code lintel emulator}: runs an emulator in the foreground. */
public final class EmulatorCommand {

  private static final String USAGE =
      """
      Usage: lintel emulator [--port=N]

      Runs a local Cloud Spanner emulator until Ctrl-C, with the project test-project and the instance
      test-instance. Its data is in memory and lost when it stops.

        --port=N   the port to listen on; by default a free one\
      """;

  private static final String PORT_OPTION = "--port=";

  private final UnaryOperator<String> environment;

  EmulatorCommand(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * Runs an emulator until this thread is interrupted, the JVM ends, or the emulator ends by
   * itself. Once the emulator answers, prints the variable to set to {@code out}.
   *
   * @param args the arguments after {@code emulator} on the command line
   * @return the exit status: 0 if stopped from outside; 1 if no emulator is available, the port is
   *     in use or the emulator ended by itself, with a message on {@code err}; 2 for bad usage
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return new EmulatorCommand(System::getenv).execute(args, out, err);
  }

  int execute(List<String> args, PrintStream out, PrintStream err) {
    SpannerEmulatorBuilder builder = new SpannerEmulatorBuilder(environment).ownProcess();
    for (String arg : args) {
      if (arg.equals("--help")) {
        out.println(USAGE);
        return 0;
      }
      if (!arg.startsWith(PORT_OPTION)) {
        return badUsage("Unknown option " + arg, err);
      }
      try {
        builder.port(Integer.parseInt(arg.substring(PORT_OPTION.length())));
      } catch (IllegalArgumentException e) {
        return badUsage(arg + " is not a port: give a number from 1 to 65535", err);
      }
    }
    return runInForeground(builder, out, err);
  }

  private static int badUsage(String message, PrintStream err) {
    err.println(message + ".");
    err.println(USAGE);
    return 2;
  }

  private static int runInForeground(
      SpannerEmulatorBuilder builder, PrintStream out, PrintStream err) {
    try (SpannerEmulator emulator = builder.start()) {
      emulator.createInstance(SpannerEmulator.INSTANCE_ID);
      out.println(
          "# A Cloud Spanner emulator with project test-project and instance test-instance.");
      out.println("# Ctrl-C stops it. In another terminal:");
      out.println("export " + EmulatorFinder.HOST_VARIABLE + "=" + emulator.getHost());
      out.flush();
      emulator.awaitClose();
      return 0;
    } catch (InterruptedException e) {
      return 0;
    } catch (EmulatorException e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
