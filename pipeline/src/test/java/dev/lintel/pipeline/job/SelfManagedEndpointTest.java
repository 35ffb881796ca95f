package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.TestCertificate;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options for a self-managed Spanner (docs/self-managed.md). */
class SelfManagedEndpointTest {

  @TempDir private Path folder;

  @AfterEach
  void trustTheUsualCertificates() {
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
  }

  @Test
  void theClientCertificateOfTheOptionsReachesTheServer() throws Exception {
    var server = TestCertificate.make(folder, "server");
    var client = TestCertificate.make(folder, "client");
    System.setProperty("javax.net.ssl.trustStore", server.store().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", TestCertificate.PASSWORD);
    var credentials =
        TlsServerCredentials.newBuilder()
            .keyManager(server.certificate().toFile(), server.key().toFile())
            .trustManager(client.certificate().toFile())
            .clientAuth(ClientAuth.REQUIRE)
            .build();
    try (var mock = MockSpannerServer.start(credentials)) {
      CommandRun run =
          doctor(
              "--spannerHost=" + mock.newDatabase().host(),
              "--spannerSelfManaged",
              "--spannerClientCertificate=" + client.certificate(),
              "--spannerClientKey=" + client.key());

      assertThat(run.out())
          .contains("ok           connection: Spanner answers\n")
          .contains("projects/default/instances/default/databases/my-database at https://");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--spannerSelfManaged | spannerHost",
        "--spannerHost=https://h --spannerClientCertificate=a --spannerClientKey=b"
            + " | spannerSelfManaged",
        "--spannerProjectId=my-project --spannerHost=https://h --spannerSelfManaged=false"
            + " --spannerClientCertificate=a --spannerClientKey=b | --spannerClientCertificate is"
            + " for a self-managed Spanner; add --spannerSelfManaged, or leave it out",
        "--spannerHost=https://h --spannerSelfManaged --spannerClientCertificate=a"
            + " | --spannerClientKey",
        "--spannerHost=https://h --spannerSelfManaged --spannerClientKey=a"
            + " | spannerClientCertificate",
        "--spannerHost=http://h --spannerSelfManaged --spannerClientCertificate=a"
            + " --spannerClientKey=b | --spannerClientCertificate needs TLS, but --spannerHost is"
            + " http://h; give it with https://",
        "--spannerHost=https://h --spannerSelfManaged --spannerClientCertificate=/no/file"
            + " --spannerClientKey=b | --spannerClientCertificate: there is no file /no/file that"
            + " can be read",
        "--spannerHost=http://h --spannerSelfManaged --spannerProjectId=my-project"
            + " | --spannerProjectId is my-project, but a self-managed Spanner has one project,"
            + " default; leave the option out"
      })
  void badInputsAreNamed(String options, String message) {
    CommandRun run = doctor(options.split(" "));

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(message);
  }

  private CommandRun doctor(String... options) {
    List<String> args =
        new ArrayList<>(
            List.of("doctor", "--jobs=export", "--instanceId=default", "--databaseId=my-database"));
    args.add("--outputDir=" + folder);
    args.addAll(List.of(options));
    return CommandRun.of(Map.of(), args);
  }
}
