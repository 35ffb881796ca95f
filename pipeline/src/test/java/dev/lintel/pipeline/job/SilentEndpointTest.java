package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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
    var first = new AtomicReference<Connection>();
    var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var accepting = new Thread(() -> accept(silent, first));
    long begin;
    long end;
    CommandRun run;
    try (silent) {
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

      begin = System.nanoTime();
      run = CommandRun.of(Map.of(), args);
      end = System.nanoTime();
    }
    accepting.join();
    assertThat(Duration.ofNanos(end - begin)).isGreaterThanOrEqualTo(LIMIT);
    if (first.get() != null) {
      // The time that the client needs before it connects is not limited.
      assertThat(Duration.ofNanos(end - first.get().time()))
          .isLessThan(ConnectionConfig.DEFAULT_CONNECT_TIMEOUT);
      first.get().socket().close();
    }
    return run;
  }

  /**
   * A connection of the client.
   *
   * @param socket kept, because one that nobody refers to is closed
   */
  private record Connection(Socket socket, long time) {}

  private static void accept(ServerSocket silent, AtomicReference<Connection> first) {
    try {
      first.set(new Connection(silent.accept(), System.nanoTime()));
    } catch (SocketException e) {
      // On a slow machine the client may give up before it has connected.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
