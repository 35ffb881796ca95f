package dev.lintel.templates;

import static com.google.common.collect.MoreCollectors.onlyElement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JVM that has ended.
 *
 * @param output standard output and error stream
 */
record JavaProcess(int status, String output) {

  /** Runs {@code java -cp …} with these variables added to the environment, until it ends. */
  static JavaProcess run(
      Map<String, String> environment, List<String> classPath, String main, List<String> args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", String.join(":", classPath), main));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new JavaProcess(process.waitFor(), output);
  }

  /** Runs a command with the class path and main class of the launcher script. */
  static JavaProcess ofLauncher(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    return ofLauncher(environment, List.of(PackagedPipeline.running().jar().toString()), args);
  }

  /** Likewise, with another class path of the jobs. */
  static JavaProcess ofLauncher(Map<String, String> environment, List<String> jobs, String... args)
      throws IOException, InterruptedException {
    return run(environment, classPath(jobs), LocalLintel.class.getName(), List.of(args));
  }

  /** The class path of the launcher script, with this class path of the jobs. */
  static List<String> classPath(List<String> jobs) throws IOException {
    List<String> classPath = new ArrayList<>(List.of(jarOfThisModule().toString()));
    classPath.addAll(jobs);
    return classPath;
  }

  private static Path jarOfThisModule() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("lintel-templates-.*\\.jar"))
          .collect(onlyElement())
          .toAbsolutePath();
    }
  }
}
