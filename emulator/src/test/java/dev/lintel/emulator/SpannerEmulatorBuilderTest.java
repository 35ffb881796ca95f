package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpannerEmulatorBuilderTest {

  @TempDir private Path folder;
  private CommandsOnPath commands;

  @BeforeEach
  void emptyPath() throws IOException {
    commands = new CommandsOnPath(folder);
  }

  private SpannerEmulatorBuilder builder() {
    return new SpannerEmulatorBuilder(commands.environment());
  }

  @Test
  void givenAnEmulatorThatEnds_reportsItsLastOutput() throws IOException {
    Path emulatorMain = commands.emulatorMain("echo starting; echo cannot load >&2; exit 3");

    assertThatThrownBy(() -> builder().start())
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("ended while it was starting with exit status 3")
        .hasMessageContaining(emulatorMain.toRealPath() + " --host_port=localhost:")
        .hasMessageContaining("--override_max_databases_per_instance=1000")
        .hasMessageContaining("Its last output:\nstarting\ncannot load");
  }

  @Test
  void givenAnEmulatorThatDoesNotAnswer_reportsItAndStopsIt() throws IOException {
    commands.emulatorMain("exec sleep 1000");
    Set<ProcessHandle> others = children();

    assertThatThrownBy(() -> builder().startTimeout(Duration.ofSeconds(1)).start())
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("did not answer within 1 s")
        .hasMessageContaining("It printed nothing.");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(others).containsAll(children()));
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }

  @Test
  void givenTheVariableButNoEmulatorThere_reportsIt() throws IOException {
    int port;
    try (PortReservation reservation = PortReservation.of(0)) {
      port = reservation.port();
    }
    commands.set("SPANNER_EMULATOR_HOST", "localhost:" + port);

    assertThatThrownBy(() -> builder().startTimeout(Duration.ofSeconds(1)).start())
        .isInstanceOf(EmulatorException.class)
        .hasMessage(
            "SPANNER_EMULATOR_HOST is localhost:%d, but no emulator answered there within 1 s:"
                + " start it, or unset the variable.",
            port);
  }

  @Test
  void givenAPortInUse_startsNothing() throws IOException {
    Path started = folder.resolve("started");
    commands.emulatorMain("touch " + started);
    try (ServerSocket server = new ServerSocket(0)) {
      assertThatThrownBy(() -> builder().port(server.getLocalPort()).start())
          .isInstanceOf(EmulatorException.class)
          .hasMessageContaining("Port " + server.getLocalPort() + " is in use");
    }
    assertThat(started).doesNotExist();
  }

  @Test
  void optionsOutOfRangeAreRejected() {
    assertThatThrownBy(() -> builder().port(0)).hasMessage("A port is 1 to 65535, but was 0");
    assertThatThrownBy(() -> builder().port(65_536))
        .hasMessage("A port is 1 to 65535, but was 65536");
    assertThatThrownBy(() -> builder().abortProbability(101))
        .hasMessage("A probability is 0 to 100 percent, but was 101");
  }
}
