package dev.lintel.flink;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Flink cluster on this machine: a JobManager and TaskManagers, each a process of its own, whose
 * class path is Flink alone. Not thread-safe.
 */
final class FlinkCluster implements AutoCloseable {

  /** What a distribution of Flink has. Everything else comes with a job. */
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "(flink|slf4j|snappy-java|lz4-java|commons-(cli|collections|io|lang3|math3|compress|text)"
              + "|kryo|minlog|objenesis|chill-java|javassist|jsr305|snakeyaml-engine"
              + "|async-profiler)-.*");

  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 4;
  private static final Duration START = Duration.ofMinutes(10);

  private final Path folder;
  private final String classPath;
  private final int restPort;
  private Process jobManager;
  private final List<Process> taskManagers = new ArrayList<>();
  private int started;

  /**
   * Starts a cluster with two TaskManagers.
   *
   * @param libraries the folder of the jars that {@code -P flink} puts together
   * @param folder for settings, logs and temporary files
   */
  FlinkCluster(Path libraries, Path folder) throws IOException {
    this.folder = folder;
    try (Stream<Path> jars = Files.list(libraries)) {
      classPath =
          jars.filter(jar -> OF_FLINK.matcher(jar.getFileName().toString()).matches())
              .map(jar -> jar.toAbsolutePath().toString())
              .sorted()
              .collect(joining(":"));
    }
    restPort = freePort();
    Files.writeString(folder.resolve("flink-conf.yaml"), settings(freePort()));
    jobManager = startJobManager();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    restoreTaskManagers();
  }

  private String settings(int rpcPort) {
    return """
    jobmanager.rpc.address: localhost
    jobmanager.bind-host: localhost
    jobmanager.rpc.port: %d
    rest.address: localhost
    rest.bind-address: localhost
    rest.port: %d
    taskmanager.host: localhost
    taskmanager.bind-host: localhost
    taskmanager.numberOfTaskSlots: %d
    cluster.evenly-spread-out-slots: true
    taskmanager.cpu.cores: %d
    taskmanager.memory.framework.heap.size: 128m
    taskmanager.memory.framework.off-heap.size: 64m
    taskmanager.memory.task.heap.size: 384m
    taskmanager.memory.task.off-heap.size: 64m
    taskmanager.memory.managed.size: 64m
    taskmanager.memory.network.min: 256m
    taskmanager.memory.network.max: 256m
    taskmanager.memory.jvm-metaspace.size: 256m
    taskmanager.memory.jvm-overhead.min: 64m
    taskmanager.memory.jvm-overhead.max: 64m
    pekko.ask.timeout: 120 s
    heartbeat.interval: 3000
    heartbeat.timeout: 60000
    restart-strategy.type: fixed-delay
    restart-strategy.fixed-delay.attempts: 3
    restart-strategy.fixed-delay.delay: 15s
    io.tmp.dirs: %s
    """
        .formatted(rpcPort, restPort, SLOTS, SLOTS, folder);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process java(String name, String memory, String main) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", memory));
    // As in the settings of a distribution.
    for (String opened : List.of("lang", "net", "nio", "time", "util", "util.concurrent")) {
      command.add("--add-opens=java.base/java.%s=ALL-UNNAMED".formatted(opened));
    }
    command.addAll(List.of("-cp", classPath, main, "--configDir", folder.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  /** Starts TaskManagers in place of those that were killed, and waits until they can work. */
  void restoreTaskManagers() throws IOException {
    if (taskManagers.size() < TASK_MANAGERS) {
      while (taskManagers.size() < TASK_MANAGERS) {
        addTaskManager();
      }
      awaitTaskManagers();
    }
  }

  private void addTaskManager() throws IOException {
    taskManagers.add(startTaskManagerProcess());
  }

  private Process startJobManager() throws IOException {
    return java(
        "jobmanager",
        "-Xmx256m",
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
  }

  private Process startTaskManagerProcess() throws IOException {
    return java(
        "taskmanager-" + started++,
        "-Xmx512m",
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
  }

  private void awaitTaskManagers() {
    Awaitility.await("TaskManagers of the cluster")
        .atMost(START)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              startDeadAgain();
              return get("/overview").path("taskmanagers").asLong() == taskManagers.size();
            });
  }

  /**
   * Whatever its settings say, Flink gives the network between its processes ten seconds to start,
   * and then the process ends. On a busy machine it needs another try.
   */
  private void startDeadAgain() throws IOException {
    if (!jobManager.isAlive()) {
      jobManager = startJobManager();
    }
    for (int i = 0; i < taskManagers.size(); i++) {
      if (!taskManagers.get(i).isAlive()) {
        taskManagers.set(i, startTaskManagerProcess());
      }
    }
  }

  /** Kills a TaskManager, as {@code kill -9} does. */
  void kill(long process) {
    for (Process one : List.copyOf(taskManagers)) {
      if (one.pid() == process) {
        one.destroyForcibly().onExit().join();
        taskManagers.remove(one);
      }
    }
  }

  /** The processes of all TaskManagers that have not been killed. */
  Set<Long> taskManagers() {
    Set<Long> processes = new TreeSet<>();
    taskManagers.forEach(one -> processes.add(one.pid()));
    return processes;
  }

  /** {@code host:port} that takes jobs. */
  String master() {
    return "localhost:" + restPort;
  }

  /** What the cluster's REST API answers. */
  JsonNode get(String path) throws IOException {
    return new ObjectMapper().readTree(URI.create("http://" + master() + path).toURL());
  }

  @Override
  public void close() {
    taskManagers.forEach(Process::destroyForcibly);
    jobManager.destroyForcibly();
  }
}
