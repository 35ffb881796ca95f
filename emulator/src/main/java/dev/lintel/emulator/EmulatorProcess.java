package dev.lintel.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that ends with this JVM at the latest. With a POSIX shell that is true even if this JVM
 * is killed. Thread-safe.
 */
final class EmulatorProcess implements AutoCloseable {

  private static final Path SHELL = Path.of("/bin/sh");

  /**
   * The shell replaces itself with the command, so the process id is that of the command. A
   * subshell waits for the end of standard input, a pipe that only this JVM holds and that the
   * kernel closes when the JVM ends. Interrupts are ignored because Ctrl-C reaches the whole
   * terminal group: the JVM handles it and then stops this process.
   */
  private static final String SUPERVISOR =
      """
      trap '' INT
      exec 3<&0
      { while read -r line <&3; do :; done; kill -TERM $$; } >/dev/null 2>&1 &
      exec "$@" 3<&- </dev/null
      """;

  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

  /** A killed process has ended when the system has taken it away, which a busy one does later. */
  private static final Duration IS_KILLED_WITHIN = Duration.ofMinutes(1);

  private final Process process;
  private final Thread outputReader;
  private final Thread shutdownHook;
  private volatile boolean stopping;

  private EmulatorProcess(Process process, Thread outputReader) {
    this.process = process;
    this.outputReader = outputReader;
    this.shutdownHook = new Thread(this::stop, "spanner-emulator-shutdown");
  }

  /**
   * Starts the command.
   *
   * @param output receives each line of the process's standard output and error, on one thread
   */
  static EmulatorProcess start(List<String> command, Consumer<String> output) {
    Process process;
    try {
      process = new ProcessBuilder(supervised(command)).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new EmulatorException("Cannot start " + String.join(" ", command), e);
    }
    Thread reader = new Thread(() -> read(process, output), "spanner-emulator-output");
    reader.setDaemon(true);
    reader.start();
    EmulatorProcess started = new EmulatorProcess(process, reader);
    Runtime.getRuntime().addShutdownHook(started.shutdownHook);
    return started;
  }

  private static List<String> supervised(List<String> command) {
    if (!Files.isExecutable(SHELL)) {
      return command;
    }
    List<String> supervised = new ArrayList<>(List.of(SHELL.toString(), "-c", SUPERVISOR, "sh"));
    supervised.addAll(command);
    return supervised;
  }

  private static void read(Process process, Consumer<String> output) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.accept(line);
      }
    } catch (IOException e) {
      // Destroying a process closes its pipes while the reader waits: there is no more to read.
      return;
    }
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits at most this long for the process to end and for its output to be read; returns whether
   * it ended.
   */
  boolean endsWithin(Duration duration) throws InterruptedException {
    if (!process.waitFor(duration.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    outputReader.join(STOPS_WITHIN.toMillis());
    return true;
  }

  /** Waits for the process to end. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
    outputReader.join(STOPS_WITHIN.toMillis());
  }

  /** Returns true if {@link #close} was called or the JVM is shutting down. */
  boolean isStopping() {
    return stopping;
  }

  /** Returns the exit status of an ended process. */
  int exitStatus() {
    return process.exitValue();
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down and runs the hook, which will find that the process has ended.
      return;
    }
  }

  private void stop() {
    stopping = true;
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(IS_KILLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
