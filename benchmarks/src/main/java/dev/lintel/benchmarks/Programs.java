package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The commands of whole processes.
 *
 * @param home the repository
 */
record Programs(Path home) {

  /** Lets {@code ./lintel} build what it needs before it is measured. */
  static Programs ready(Path home) throws Exception {
    var programs = new Programs(home);
    Timing unused = programs.help();
    return programs;
  }

  /** Runs {@code ./lintel}. */
  Timing lintel(EmulatorDatabase database, String job, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("lintel").toString(),
                job,
                "--spannerProjectId=" + database.projectId(),
                "--instanceId=" + database.instanceId(),
                "--databaseId=" + database.databaseId()));
    command.addAll(Arrays.asList(options));
    return ProcessRun.of(command, Map.of("SPANNER_EMULATOR_HOST", database.host()));
  }

  /** Runs {@code ./lintel --help}. */
  Timing help() throws Exception {
    return ProcessRun.of(List.of(home.resolve("lintel").toString(), "--help"), Map.of());
  }

  /** Starts a JVM that does nothing. */
  static Timing emptyJvm() throws Exception {
    return ProcessRun.of(
        List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-version"), Map.of());
  }

  /** Runs another program on a database and files, with the collector that Lintel has. */
  static Timing peer(PeerMain.Program program, EmulatorDatabase database, Path files)
      throws Exception {
    String collector =
        Runtime.getRuntime().availableProcessors() > 2 ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC";
    return ProcessRun.of(
        List.of(
            java(),
            collector,
            "-cp",
            System.getProperty("java.class.path"),
            PeerMain.class.getName(),
            program.name(),
            database.host(),
            database.projectId(),
            database.instanceId(),
            database.databaseId(),
            files.toString()),
        Map.of());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
