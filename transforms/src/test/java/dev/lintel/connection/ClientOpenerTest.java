package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientOpenerTest {

  @Test
  void theTransportIsTheClientsOwn_whateverTheDefaultOfItsVersion() {
    var options =
        ClientOpener.options(
            new ConnectionConfig(
                "my-project",
                "my-instance",
                "my-database",
                null,
                null,
                null,
                CredentialsSource.NONE,
                1));

    assertThat(options.isGrpcGcpExtensionEnabled()).isFalse();
  }
}
