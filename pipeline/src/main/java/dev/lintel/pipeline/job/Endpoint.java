package dev.lintel.pipeline.job;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SelfManaged;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.options.SpannerEndpointOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which server a job's options and environment name: Google's, another, or an emulator. */
final class Endpoint {

  private Endpoint() {}

  /**
   * Returns the config with that server.
   *
   * @throws UsageException if the options contradict each other or the environment, or name a file
   *     that cannot be read
   */
  static ConnectionConfig of(
      SpannerEndpointOptions options, ConnectionConfig config, Environment environment) {
    String emulator = environment.variables().get(ConnectionConfig.EMULATOR_HOST_VARIABLE);
    String host = options.getSpannerHost();
    if (emulator != null && !emulator.isBlank()) {
      if (host != null) {
        throw new UsageException(
            "--spannerHost contradicts the environment variable %s, which is %s; unset one"
                .formatted(ConnectionConfig.EMULATOR_HOST_VARIABLE, emulator));
      }
      return config.withEmulatorHost(emulator);
    }
    if (options.getSpannerSelfManaged()) {
      return config.withSelfManagedHost(host, selfManaged(options));
    }
    if (options.getSpannerClientCertificate() != null) {
      throw new UsageException(
          "--spannerClientCertificate is for a self-managed Spanner; add --spannerSelfManaged, or"
              + " leave it out");
    }
    return host == null ? config : config.withHost(host);
  }

  private static SelfManaged selfManaged(SpannerEndpointOptions options) {
    String certificate = options.getSpannerClientCertificate();
    String key = options.getSpannerClientKey();
    if (certificate == null && key == null) {
      return SelfManaged.withoutClientCertificate();
    }
    if (!options.getSpannerHost().startsWith("https://")) {
      throw new UsageException(
          "--spannerClientCertificate needs TLS, but --spannerHost is %s; give it with https://"
              .formatted(options.getSpannerHost()));
    }
    requireReadable("--spannerClientCertificate", certificate);
    requireReadable("--spannerClientKey", key);
    return SelfManaged.withClientCertificate(certificate, key);
  }

  private static void requireReadable(String option, String file) {
    if (!Files.isRegularFile(Path.of(file)) || !Files.isReadable(Path.of(file))) {
      throw new UsageException("%s: there is no file %s that can be read".formatted(option, file));
    }
  }
}
