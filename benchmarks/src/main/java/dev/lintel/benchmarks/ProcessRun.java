package dev.lintel.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs another process and measures it, its start included. */
final class ProcessRun {
  private static final double NANOS_A_SECOND = 1e9;

  private ProcessRun() {}

  /**
   * Runs a command.
   *
   * @param variables of the environment, in addition
   * @throws IllegalStateException if it does not end with 0; the message has the end of its output
   */
  static Timing of(List<String> command, Map<String, String> variables) throws Exception {
    Path output = Files.createTempFile("lintel-bench", ".log");
    try {
      return timed(command, variables, output);
    } finally {
      Files.delete(output);
    }
  }

  private static Timing timed(List<String> command, Map<String, String> variables, Path output)
      throws IOException, InterruptedException {
    // Bash adds up the processor time of the command and of what it starts.
    List<String> args =
        new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%3U %3S'; time \"$@\" >\"$0\" 2>&1"));
    args.add(output.toString());
    args.addAll(command);
    var builder = new ProcessBuilder(args);
    builder.environment().putAll(variables);
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    String times = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
    if (status != 0) {
      String said = Files.readString(output);
      throw new IllegalStateException(
          "%s ended with %d: %s"
              .formatted(
                  String.join(" ", command),
                  status,
                  said.substring(Math.max(0, said.length() - 2_000))));
    }
    return new Timing(seconds, sum(times));
  }

  /** Adds the numbers of a line. */
  private static double sum(String times) {
    double sum = 0;
    for (String time : times.strip().split("\\s+", -1)) {
      sum += Double.parseDouble(time);
    }
    return sum;
  }
}
