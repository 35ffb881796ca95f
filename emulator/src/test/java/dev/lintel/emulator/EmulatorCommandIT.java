package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorCommandIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export SPANNER_EMULATOR_HOST=(localhost:\\d+)$");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();

  private int run(EmulatorCommand command, String... args) {
    return command.execute(
        List.of(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private Thread inForeground(String... args) {
    Thread thread =
        new Thread(() -> status.complete(run(new EmulatorCommand(System::getenv), args)));
    thread.start();
    return thread;
  }

  private String awaitHost() {
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern(EXPORT));
    Matcher matcher = EXPORT.matcher(out.toString(StandardCharsets.UTF_8));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void printsTheVariableToSet_andRunsUntilInterrupted() {
    int port;
    try (PortReservation reservation = PortReservation.of(0)) {
      port = reservation.port();
    }
    Thread thread = inForeground("--port=" + port);
    String host = awaitHost();

    assertThat(host).isEqualTo("localhost:" + port);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Ctrl-C stops it");
    Map<String, String> environment = Map.of("SPANNER_EMULATOR_HOST", host);
    try (SpannerEmulator attached = new SpannerEmulatorBuilder(environment::get).start()) {
      assertThat(attached.createDatabase(List.of()).instanceId()).isEqualTo("test-instance");
    }
    assertThat(status).isNotDone();

    thread.interrupt();
    assertThat(status).succeedsWithin(TIMEOUT).isEqualTo(0);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void givenTheEmulatorEndsByItself_reportsIt(@TempDir Path folder) throws IOException {
    Path pidFile = folder.resolve("pid");
    Path emulatorMain =
        ((EmulatorSource.Program) new EmulatorFinder(System::getenv).findStartable(""))
            .emulatorMain();
    CommandsOnPath commands = new CommandsOnPath(folder);
    commands.emulatorMain("echo $$ > " + pidFile + "\nexec " + emulatorMain + " \"$@\"");
    Thread thread =
        new Thread(() -> status.complete(run(new EmulatorCommand(commands.environment()))));
    thread.start();
    awaitHost();

    long pid = Long.parseLong(Files.readString(pidFile).strip());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    assertThat(status).succeedsWithin(TIMEOUT).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("The Spanner emulator ended with exit status 137")
        .contains("Cloud Spanner Emulator running");
  }

  @Test
  void givenAPortInUse_reportsThePortAndWhatToDo() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      int result = run(new EmulatorCommand(System::getenv), "--port=" + server.getLocalPort());

      assertThat(result).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("Port " + server.getLocalPort() + " is in use: stop the program that uses it");
    }
  }

  @Test
  void givenNoEmulator_namesTheThreeWays() {
    int result = run(new EmulatorCommand(new HashMap<String, String>()::get));

    assertThat(result).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("No Cloud Spanner emulator is available. Do one of these:");
  }

  @Test
  void badUsagePrintsTheUsage() {
    assertThat(run(new EmulatorCommand(System::getenv), "--prot=9010")).isEqualTo(2);
    assertThat(run(new EmulatorCommand(System::getenv), "--port=many")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Unknown option --prot=9010.")
        .contains("--port=many is not a port: give a number from 1 to 65535.")
        .contains("Usage: lintel emulator [--port=N]");
  }

  @Test
  void helpIsNoFailure() {
    assertThat(run(new EmulatorCommand(System::getenv), "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: lintel emulator");
  }
}
