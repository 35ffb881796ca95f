package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.NoCredentials;
import com.google.cloud.spanner.ErrorCode;
import com.google.spanner.v1.ExecuteSqlRequest;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Self-managed endpoints: gRPC servers with certificates that are made here. */
class SelfManagedTest {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

  @TempDir private static Path folder;
  private static TestCertificate server;
  private static TestCertificate client;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestCertificate.make(folder, "server");
    client = TestCertificate.make(folder, "client");
    // The client reads them whenever it makes a context, as a JVM of a user reads them.
    System.setProperty(TRUST_STORE, server.store().toString());
    System.setProperty(TRUST_STORE_PASSWORD, TestCertificate.PASSWORD);
  }

  @AfterAll
  static void trustTheUsualOnes() {
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_STORE_PASSWORD);
  }

  @Test
  void aServerThatAsksForACertificateGetsTheClients() throws Exception {
    try (var mock = MockSpannerServer.start(mutualTls())) {
      connect(
          selfManaged(
              mock,
              SelfManaged.withClientCertificate(
                  client.certificate().toString(), client.key().toString())));

      assertThat(mock.count(ExecuteSqlRequest.class)).as("the query of the opening").isPositive();
    }
  }

  @Test
  void withoutACertificateThatServerIsNotReached() throws Exception {
    try (var mock = MockSpannerServer.start(mutualTls())) {
      var config =
          selfManaged(mock, SelfManaged.withoutClientCertificate())
              .withConnectTimeout(Duration.ofSeconds(2));

      assertThatThrownBy(() -> connect(config))
          .isInstanceOf(ConnectionFailedException.class)
          .hasMessageContaining(
              "projects/default/instances/test-instance/databases/%s at https://localhost:",
              config.databaseId());
      assertThat(mock.count(ExecuteSqlRequest.class)).isZero();
    }
  }

  @Test
  void plainTextNeedsNoCertificate() throws Exception {
    try (var mock = MockSpannerServer.start(InsecureServerCredentials.create())) {
      connect(selfManaged(mock, SelfManaged.withoutClientCertificate()));

      assertThat(mock.count(ExecuteSqlRequest.class)).isPositive();
    }
  }

  @Test
  void givenAFileThatIsNoCertificate_namesItAndWhatItMustBe() throws IOException {
    Path text = Files.writeString(folder.resolve("text.crt"), "no certificate");
    var config =
        config()
            .withSelfManagedHost(
                "https://localhost:1",
                SelfManaged.withClientCertificate(text.toString(), client.key().toString()));

    assertThatThrownBy(() -> connect(config))
        .isInstanceOfSatisfying(
            ConnectionFailedException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining(
            "The client certificate %s with the key %s cannot be used", text, client.key())
        .hasMessageContaining("PEM files, the key in PKCS #8 without a password");
  }

  @Test
  void noCredentialsOfGoogleAndNoMetrics() {
    var options =
        ClientOpener.options(
            config()
                .withCredentials(CredentialsSource.APPLICATION_DEFAULT)
                .withSelfManagedHost(
                    "https://localhost:1", SelfManaged.withoutClientCertificate()));

    assertThat(options.getCredentials()).isInstanceOf(NoCredentials.class);
    assertThat(options.isEnableBuiltInMetrics()).isFalse();
    assertThat(options.getProjectId()).isEqualTo(SelfManaged.PROJECT_ID);
  }

  @Test
  void travelsWithTheConfig_andAnotherEndpointEndsIt() {
    var config =
        config()
            .withSelfManagedHost("https://h", SelfManaged.withClientCertificate("a.crt", "a.key"));

    assertThat(SerializableUtils.clone(config)).isEqualTo(config);
    assertThat(config.withHost("https://h").selfManaged()).isNull();
    assertThat(config.withEmulatorHost("localhost:1").selfManaged()).isNull();
  }

  @Test
  void badInputsAreNamed() {
    assertThatThrownBy(() -> new SelfManaged("a.crt", null))
        .hasMessageContaining("A client certificate and its key belong together");
    assertThatThrownBy(() -> SelfManaged.withClientCertificate(" ", "a.key"))
        .hasMessageContaining("must not be empty");
    assertThatThrownBy(
            () ->
                config()
                    .withSelfManagedHost(
                        "http://h", SelfManaged.withClientCertificate("a.crt", "a.key")))
        .hasMessage(
            "A client certificate needs a host that starts with https://, but it is http://h");
    assertThatThrownBy(
            () ->
                ConnectionConfig.of("my-project", "i", "d")
                    .withSelfManagedHost("http://h", SelfManaged.withoutClientCertificate()))
        .hasMessage("The project of a self-managed Spanner is default, but is given as my-project");
  }

  private static ServerCredentials mutualTls() throws IOException {
    return TlsServerCredentials.newBuilder()
        .keyManager(server.certificate().toFile(), server.key().toFile())
        .trustManager(client.certificate().toFile())
        .clientAuth(ClientAuth.REQUIRE)
        .build();
  }

  private static ConnectionConfig config() {
    return new ConnectionConfig(
        SelfManaged.PROJECT_ID, "i", "d", null, null, null, CredentialsSource.NONE, 1);
  }

  private static ConnectionConfig selfManaged(MockSpannerServer mock, SelfManaged selfManaged) {
    ConnectionConfig database = mock.newDatabase();
    return new ConnectionConfig(
            SelfManaged.PROJECT_ID,
            database.instanceId(),
            database.databaseId(),
            null,
            null,
            null,
            CredentialsSource.NONE,
            1)
        .withSelfManagedHost(database.host(), selfManaged);
  }

  private static void connect(ConnectionConfig config) throws InterruptedException {
    SpannerConnections.acquire(config).close();
  }
}
