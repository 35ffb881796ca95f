package dev.lintel.pipeline.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.lintel.emulator.EmulatorDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts programs of the tests' class path in separate processes, which can be killed. */
public final class LintelProcess {

  private LintelProcess() {}

  /** Starts a job whose output goes to a file. */
  public static Process job(EmulatorDatabase database, Path output, String job, String... options)
      throws IOException {
    List<String> args = new ArrayList<>();
    args.add(job);
    args.add("--spannerProjectId=" + database.projectId());
    args.add("--instanceId=" + database.instanceId());
    args.add("--databaseId=" + database.databaseId());
    args.addAll(List.of(options));
    var builder = java(Lintel.class, args).redirectErrorStream(true);
    builder.environment().put("SPANNER_EMULATOR_HOST", database.host());
    return builder.redirectOutput(output.toFile()).start();
  }

  /**
   * Kills a process after a time, if it has not ended. Then a test that reads what it prints comes
   * to the end of that; the timeout of a test does not interrupt such a read.
   */
  public static void killAfter(Duration time, Process process) {
    CompletableFuture.delayedExecutor(time.toMillis(), MILLISECONDS)
        .execute(process::destroyForcibly);
  }

  /** A process that runs the class's main. */
  public static ProcessBuilder java(Class<?> main, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Like the tests' own JVM, it lives too short for the second compiler.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(args);
    return new ProcessBuilder(command);
  }
}
