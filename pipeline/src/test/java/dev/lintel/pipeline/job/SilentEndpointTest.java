package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint that takes connections and never answers. */
@Timeout(120)
class SilentEndpointTest {

  private static final Duration LIMIT = Duration.ofSeconds(3);
  @TempDir private Path folder;

  @Test
  void aJobGivesItUpAfterTheConnectTimeout() throws Exception {
    CommandRun run = onSilentEndpoint("export");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("lintel export: Cannot connect to projects/some-project/", "DEADLINE_EXCEEDED");
  }

  @Test
  void soDoesDoctor() throws Exception {
    CommandRun run = onSilentEndpoint("doctor", "--jobs=export");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out())
        .contains("PROBLEM      connection: cannot connect to projects/some-project/")
        .contains("DEADLINE_EXCEEDED")
        .contains("not checked  database: there is no connection\n");
  }

  private CommandRun onSilentEndpoint(String command, String... options) throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var connected = new AtomicLong();
      var accepting = new Thread(() -> accept(silent, connected));
      accepting.start();
      List<String> args =
          new ArrayList<>(
              List.of(
                  command,
                  "--spannerProjectId=some-project",
                  "--instanceId=some-instance",
                  "--databaseId=some-database",
                  "--spannerHost=http://localhost:" + silent.getLocalPort(),
                  "--connectTimeoutSeconds=" + LIMIT.toSeconds(),
                  "--outputDir=" + folder));
      args.addAll(List.of(options));

      long begin = System.nanoTime();
      CommandRun run = CommandRun.of(Map.of(), args);
      long end = System.nanoTime();

      accepting.join();
      assertThat(Duration.ofNanos(end - begin)).isGreaterThanOrEqualTo(LIMIT);
      assertThat(Duration.ofNanos(end - connected.get()))
          .isLessThan(ConnectionConfig.DEFAULT_CONNECT_TIMEOUT);
      return run;
    }
  }

  /** Notes when the client has connected; the time that it needs before is not limited. */
  private static void accept(ServerSocket silent, AtomicLong connected) {
    try {
      silent.accept();
      connected.set(System.nanoTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
