package dev.lintel.pipeline.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process that runs several commands, with classes of its own before those of the tests.
 * Starting a process for each command would take several times as long.
 */
public final class LintelSession implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Less than the tests that use it may take. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** The exit status of a command, and what it printed on both streams. */
  public record Answer(int status, String printed) {}

  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader answers;

  private LintelSession(Process process) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts the process. It is killed after four minutes.
   *
   * @param classes the folder of the classes that come first
   * @param log the file that its error stream goes to
   */
  public static LintelSession start(Path classes, Path log, Map<String, String> variables)
      throws IOException {
    ProcessBuilder builder = LintelProcess.java(LintelSession.class, List.of());
    List<String> command = builder.command();
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, classes + File.pathSeparator + command.get(classPath));
    builder.environment().putAll(variables);
    Process process = builder.redirectError(log.toFile()).start();
    LintelProcess.killAfter(LIMIT, process);
    return new LintelSession(process);
  }

  /** Runs a command and waits for its end. */
  public Answer run(List<String> args) throws IOException {
    commands.println(MAPPER.writeValueAsString(args));
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the process has ended; its log says why");
    }
    return MAPPER.readValue(answer, Answer.class);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] none) throws IOException {
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      List<String> args = MAPPER.readValue(line, new TypeReference<List<String>>() {});
      CommandRun run = CommandRun.of(System.getenv(), args);
      System.out.println(
          MAPPER.writeValueAsString(new Answer(run.status().code(), run.out() + run.err())));
    }
  }
}
