package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class ConnectionConfigTest {
  private static final ConnectionConfig CONFIG =
      new ConnectionConfig(
          "p", "i", "d", null, null, null, CredentialsSource.APPLICATION_DEFAULT, 4);

  @Test
  void equalAfterSerialization() {
    var config = CONFIG.withDatabaseRole("reader").withChannels(8);
    assertThat(SerializableUtils.clone(config)).isEqualTo(config).hasSameHashCodeAs(config);
  }

  @Test
  void eachMethodChangesOnlyWhatItNames() {
    var host = "https://example.com";
    var none = CredentialsSource.NONE;
    var defaults = CredentialsSource.APPLICATION_DEFAULT;
    var full = new ConnectionConfig("p", "i", "d", host, null, "r", defaults, 8);
    assertThat(full.withDatabase("e"))
        .isEqualTo(new ConnectionConfig("p", "i", "e", host, null, "r", defaults, 8));
    assertThat(full.withDatabaseRole("s"))
        .isEqualTo(new ConnectionConfig("p", "i", "d", host, null, "s", defaults, 8));
    assertThat(full.withCredentials(none))
        .isEqualTo(new ConnectionConfig("p", "i", "d", host, null, "r", none, 8));
    assertThat(full.withChannels(9))
        .isEqualTo(new ConnectionConfig("p", "i", "d", host, null, "r", defaults, 9));
    var emulator = new ConnectionConfig("p", "i", "d", null, "localhost:1", "r", none, 8);
    assertThat(full.withEmulatorHost("localhost:1")).isEqualTo(emulator);
    assertThat(emulator.withHost(host))
        .isEqualTo(new ConnectionConfig("p", "i", "d", host, null, "r", none, 8));
  }

  @Test
  void equalsIgnoresTheTimeoutsAndTheBuffersAndNothingElse() {
    var impatient =
        CONFIG
            .withConnectTimeout(Duration.ofSeconds(1))
            .withBufferBytes(7)
            .withTotalDeadline(Duration.ofSeconds(1));
    assertThat(impatient).isEqualTo(CONFIG).hasSameHashCodeAs(CONFIG);

    List<ConnectionConfig> others =
        List.of(
            ConnectionConfig.of("other", "i", "d").withChannels(4),
            ConnectionConfig.of("p", "other", "d").withChannels(4),
            CONFIG.withDatabase("other"),
            CONFIG.withHost("https://example.com"),
            CONFIG.withEmulatorHost("localhost:9010"),
            CONFIG.withDatabaseRole("reader"),
            CONFIG.withCredentials(CredentialsSource.NONE),
            CONFIG.withChannels(8),
            new ConnectionConfig("default", "i", "d", null, null, null, CredentialsSource.NONE, 4)
                .withSelfManagedHost("http://h", SelfManaged.withoutClientCertificate()));
    assertThat(others)
        .as("one for each component but these three")
        .hasSize(ConnectionConfig.class.getRecordComponents().length - 3)
        .doesNotContain(CONFIG)
        .doesNotHaveDuplicates();
  }

  @Test
  void theConnectTimeoutIsThirtySecondsUnlessGivenAndStays() {
    assertThat(CONFIG.connectTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(ConnectionConfig.of("p", "i", "d").connectTimeout())
        .isEqualTo(Duration.ofSeconds(30));

    var limit = Duration.ofSeconds(2);
    var config = CONFIG.withConnectTimeout(limit);
    assertThat(
            List.of(
                SerializableUtils.clone(config),
                config.withDatabase("other"),
                config.withHost("https://example.com"),
                config.withEmulatorHost("localhost:9010"),
                config.withDatabaseRole("reader"),
                config.withCredentials(CredentialsSource.NONE),
                config.withChannels(8)))
        .extracting(ConnectionConfig::connectTimeout)
        .containsOnly(limit);
  }

  @Test
  void anEmulatorAllowsOneCommitAtATime() {
    assertThat(CONFIG.maxCommitsInFlight()).isEqualTo(200);
    var emulator = CONFIG.withEmulatorHost("localhost:9010");
    assertThat(emulator.maxCommitsInFlight()).isEqualTo(2);
    assertThat(emulator.maxRequestsInFlight()).isEqualTo(200);
    assertThat(emulator.credentials()).isEqualTo(CredentialsSource.NONE);
  }

  @Test
  void moreChannelsAllowMoreRequestsInFlight() {
    assertThat(CONFIG.withChannels(1).maxRequestsInFlight()).isEqualTo(50);
    assertThat(CONFIG.withChannels(8).maxRequestsInFlight()).isEqualTo(400);
  }

  @Test
  void aPlaintextHostGetsNoCredentials() {
    assertThat(CONFIG.withHost("http://localhost:1").credentials())
        .isEqualTo(CredentialsSource.NONE);
    assertThat(CONFIG.withHost("https://example.com").credentials())
        .isEqualTo(CredentialsSource.APPLICATION_DEFAULT);
  }

  @Test
  void descriptionHasTheDatabaseAndItsLocation() {
    assertThat(CONFIG.describe()).isEqualTo("projects/p/instances/i/databases/d");
    assertThat(CONFIG.withEmulatorHost("localhost:9010").describe())
        .isEqualTo("projects/p/instances/i/databases/d on the emulator at localhost:9010");
  }

  @Test
  void invalidValuesAreRejected() {
    assertThatThrownBy(() -> ConnectionConfig.of("", "i", "d"))
        .hasMessage("projectId must not be empty");
    assertThatThrownBy(() -> ConnectionConfig.of("p", "instances/i", "d"))
        .hasMessage("instanceId must be an id without slashes, but is instances/i");
    assertThatThrownBy(() -> CONFIG.withHost("spanner.example.com"))
        .hasMessageContaining("must start with https:// or http://");
    assertThatThrownBy(() -> CONFIG.withEmulatorHost("localhost"))
        .hasMessageContaining("HOST:PORT");
    assertThatThrownBy(() -> CONFIG.withChannels(0)).hasMessageContaining("between 1 and 256");
    assertThatThrownBy(() -> CONFIG.withConnectTimeout(Duration.ZERO))
        .hasMessage("The connect timeout must be between PT0.001S and PT1H, but is PT0S");
    assertThatThrownBy(() -> CONFIG.withConnectTimeout(Duration.ofHours(2)))
        .hasMessageContaining("but is PT2H");
  }
}
