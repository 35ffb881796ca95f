package dev.lintel.pipeline.memory;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.cli.LintelProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * A job that ran in a process of its own, and the memory that it took.
 *
 * @param status the exit status
 * @param printed what it printed on both streams
 * @param live the most bytes that were left in the heap after a collection
 * @param used the most bytes that were in the heap before one
 * @param direct the most bytes of buffers outside the heap
 * @param cpu the processor time of the process, with its collections
 * @param wall how long the process took
 */
record JobMemory(
    int status, String printed, long live, long used, long direct, Duration cpu, Duration wall) {

  /**
   * Runs a job on a database of an emulator, as {@code ./lintel} does, with a heap of that size.
   *
   * @param heapMebibytes the size of the heap from the start, so that the figures are comparable
   * @param folder for files of this run
   */
  static JobMemory of(
      int heapMebibytes, EmulatorDatabase database, Path folder, String job, String... options)
      throws IOException, InterruptedException {
    Path figures = folder.resolve("memory.properties");
    Path output = folder.resolve("output.txt");
    List<String> args = new ArrayList<>();
    args.add(figures.toString());
    args.add(job);
    args.add("--spannerProjectId=" + database.projectId());
    args.add("--instanceId=" + database.instanceId());
    args.add("--databaseId=" + database.databaseId());
    args.addAll(List.of(options));
    ProcessBuilder builder = LintelProcess.java(MeasuredLintel.class, args);
    builder
        .command()
        .addAll(1, List.of("-Xms" + heapMebibytes + "m", "-Xmx" + heapMebibytes + "m"));
    boolean elsewhere = Arrays.stream(options).anyMatch(o -> o.startsWith("--spannerHost="));
    builder.environment().remove("SPANNER_EMULATOR_HOST");
    if (!elsewhere) {
      builder.environment().put("SPANNER_EMULATOR_HOST", database.host());
    }
    int status =
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
    var read = new Properties();
    try (var in = Files.newInputStream(figures)) {
      read.load(in);
    }
    return new JobMemory(
        status,
        Files.readString(output),
        number(read, MeasuredLintel.LIVE),
        number(read, MeasuredLintel.USED),
        number(read, MeasuredLintel.DIRECT),
        Duration.ofNanos(number(read, MeasuredLintel.CPU_NANOS)),
        Duration.ofMillis(number(read, MeasuredLintel.WALL_MILLIS)));
  }

  private static long number(Map<Object, Object> figures, String name) {
    return Long.parseLong(figures.get(name).toString());
  }

  /** The figures as a row of a table in Markdown. */
  String asRow(String what) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %.1f | %.1f |",
        what,
        live >> 20,
        used >> 20,
        direct >> 20,
        cpu.toMillis() / 1e3,
        wall.toMillis() / 1e3);
  }
}
