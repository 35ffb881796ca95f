package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EmulatorOutputTest {

  private static final String PREFIX = "I0000 00:00:1795421764.661743   11441 handler.h:88] ";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final EmulatorOutput output = new EmulatorOutput();

  private void read(String lines) {
    lines.lines().forEach(output);
  }

  private void readMarker(String marker) {
    read(
        """
        %sRequest[InstanceAdmin.GetInstance]
        name: "projects/%s/instances/%s"

        """
            .formatted(PREFIX, EmulatorOutput.MARKER_PROJECT, marker));
  }

  @Test
  void countsRequestsByRpc() throws InterruptedException {
    read(
        """
        I0000 00:00:1795421764.661743   11441 handler.h:88] Request[Spanner.Commit]
        session: "projects/test-project/instances/test-instance/databases/d1/sessions/0"

        I0000 00:00:1795421764.662106   11441 handler.h:93] Response[Spanner.Commit]
        commit_timestamp {
        }

        OK
        I0000 00:00:1795421764.726518   11441 handler.h:122] Request[Spanner.ExecuteStreamingSql]
        sql: "SELECT 'Request[Spanner.Commit]'"

        I0000 00:00:1795421764.730275   11441 handler.h:46] Sending streaming response:
        values {
          string_value: "I0000 00:00:1 1 handler.h:88] Request[Spanner.Commit]"
        }

        I0000 00:00:1795421764.731929   11441 handler.h:128] Response[Spanner.ExecuteStreamingSql]
        OK
        I0000 00:00:1795421764.764174   11488 handler.h:88] Request[Spanner.Commit]
        """);
    readMarker("m1");

    assertThat(output.countsAfter("m1", TIMEOUT).byRpc())
        .isEqualTo(Map.of("Spanner.Commit", 2L, "Spanner.ExecuteStreamingSql", 1L));
  }

  @Test
  void countsARequestOfTheMarkersKindThatIsNoMarker() throws InterruptedException {
    read(PREFIX + "Request[InstanceAdmin.GetInstance]\nname: \"projects/p/instances/i\"\n");
    readMarker("m1");

    assertThat(output.countsAfter("m1", TIMEOUT).of("GetInstance")).isEqualTo(1);
  }

  @Test
  void waitsForTheMarker() {
    CompletableFuture<RequestCounts> counts =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return output.countsAfter("m1", TIMEOUT);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    read(PREFIX + "Request[Spanner.Commit]\n");
    assertThat(counts).isNotDone();
    readMarker("m1");

    assertThat(counts)
        .succeedsWithin(TIMEOUT)
        .satisfies(counted -> assertThat(counted.of("Commit")).isOne());
  }

  @Test
  void givenNoMarkerInTime_throws() {
    readMarker("another");

    assertThatThrownBy(() -> output.countsAfter("m1", Duration.ofMillis(20)))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("request log did not catch up");
  }

  @Test
  void keepsNoContentOfRequestsAndResponses() {
    read(
        """
        I0000 00:00:1795421338.683099    7226 emulator_main.cc:39] Cloud Spanner Emulator running.
        I0000 00:00:1795421764.661743   11441 handler.h:88] Request[Spanner.Commit]
        string_value: "secret"

        I0000 00:00:1795421764.662106   11441 handler.h:93] Response[Spanner.Commit]

        Error: ALREADY_EXISTS: Table T: Row {String("secret")} already exists.
        I0000 00:00:1795421764.730275   11441 handler.h:46] Sending streaming response:
        string_value: "secret"
        F0000 00:00:1795421764.730275   11441 storage.cc:46] Check failed: it
        *** Check failure stack trace: ***
        """);

    assertThat(output.lastLines().lines())
        .containsExactly(
            "I0000 00:00:1795421338.683099    7226 emulator_main.cc:39] Cloud Spanner Emulator"
                + " running.",
            "F0000 00:00:1795421764.730275   11441 storage.cc:46] Check failed: it",
            "*** Check failure stack trace: ***");
  }

  @Test
  void keepsOnlyTheLastLinesAndShortensLongOnes() {
    for (int i = 1; i <= 1000; i++) {
      output.accept("line " + i);
    }
    output.accept("x".repeat(100_000));

    assertThat(output.lastLines().lines())
        .hasSize(20)
        .startsWith("line 982")
        .endsWith("x".repeat(500) + "…");
  }
}
