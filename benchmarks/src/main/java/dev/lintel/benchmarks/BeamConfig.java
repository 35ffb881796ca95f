package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.io.gcp.spanner.SpannerConfig;
import org.apache.beam.sdk.options.ValueProvider.StaticValueProvider;

/** How SpannerIO reaches a database of the emulator. */
final class BeamConfig {
  private BeamConfig() {}

  static SpannerConfig of(EmulatorDatabase database) {
    return SpannerConfig.create()
        .withProjectId(database.projectId())
        .withInstanceId(database.instanceId())
        .withDatabaseId(database.databaseId())
        .withEmulatorHost(StaticValueProvider.of(database.host()));
  }
}
