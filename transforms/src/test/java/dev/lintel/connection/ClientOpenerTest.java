package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.spanner.SpannerOptions;
import java.util.Arrays;
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

  /** By reflection, because later clients call a method with one more parameter, "enabled". */
  @Test
  void aServerWithoutMonitoringGetsNoExporterOfMetrics() throws Exception {
    var channels = InstantiatingGrpcChannelProvider.newBuilder();
    var options = ClientOpener.options(onEmulator());
    var methods =
        Arrays.stream(SpannerOptions.class.getMethods())
            .filter(method -> method.getName().equals("enablegRPCMetrics"))
            .toList();

    for (var method : methods) {
      var arguments =
          method.getParameterCount() == 1 ? new Object[] {channels} : new Object[] {channels, true};
      method.invoke(options, arguments);
    }

    assertThat(methods).isNotEmpty();
    assertThat(channels.getChannelConfigurator()).isNull();
  }

  @Test
  void optionsWithoutMonitoringAreOtherwiseThoseOfTheConfig() {
    SpannerOptions options = ClientOpener.options(onEmulator());

    assertThat(options.getHost()).isEqualTo("http://localhost:9010");
    assertThat(options.getNumChannels()).isEqualTo(3);
    assertThat(options.getProjectId()).isEqualTo("my-project");
    assertThat(options.isEnableBuiltInMetrics()).isFalse();
    assertThat(options.getSpannerStubSettings().commitSettings().getRetryableCodes()).isEmpty();
    assertThat(
            options
                .getSpannerStubSettings()
                .createSessionSettings()
                .getRetrySettings()
                .getTotalTimeoutDuration())
        .isEqualTo(onEmulator().connectTimeout());
  }

  private static ConnectionConfig onEmulator() {
    return new ConnectionConfig(
            "my-project", "my-instance", "my-database", null, null, null, CredentialsSource.NONE, 3)
        .withEmulatorHost("localhost:9010");
  }
}
