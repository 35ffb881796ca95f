package dev.lintel.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A run of {@code ./lintel} in a process of its own.
 *
 * @param process the launcher's
 * @param output the file with what it prints
 * @param summaryFile the file that it writes at its end
 */
record LauncherRun(Process process, Path output, Path summaryFile) {

  private static final Path SCRIPT = Path.of("..", "lintel").toAbsolutePath().normalize();

  /**
   * Starts a job on a cluster, with parallelism 4.
   *
   * @param server {@code host:port} of the Spanner server
   * @param folder for its files
   * @param args the name of the job, and its options
   */
  static LauncherRun start(
      FlinkCluster cluster, String server, String databaseId, Path folder, List<String> args)
      throws IOException {
    String name = UUID.randomUUID().toString();
    Path summary = folder.resolve(name + ".json");
    Path output = folder.resolve(name + ".out");
    List<String> command = new ArrayList<>();
    command.add(SCRIPT.toString());
    command.addAll(args);
    command.addAll(
        List.of(
            "--runner=FlinkRunner",
            "--flinkMaster=" + cluster.master(),
            "--parallelism=4",
            "--spannerProjectId=test-project",
            "--instanceId=test-instance",
            "--databaseId=" + databaseId,
            "--summaryFile=" + summary));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("SPANNER_EMULATOR_HOST", server);
    builder.environment().put("LINTEL_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m");
    return new LauncherRun(builder.start(), output, summary);
  }

  /** Waits for the end, and returns the exit status. */
  int await() throws InterruptedException {
    return process.waitFor();
  }

  String printed() throws IOException {
    return Files.readString(output);
  }

  JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(summaryFile.toFile());
  }

  /** The figures of each table in the summary. */
  List<String> tables() throws IOException {
    List<String> tables = new ArrayList<>();
    for (JsonNode table : summary().path("tables")) {
      tables.add(
          "%s %d %d %d"
              .formatted(
                  table.path("table").asText(),
                  table.path("read").asLong(),
                  table.path("written").asLong(),
                  table.path("failed").asLong()));
    }
    return tables;
  }
}
