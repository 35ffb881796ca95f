package dev.lintel.benchmarks;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.emulator.EmulatorDatabase;

/** Creates Lintel's configuration for a database of the emulator. */
final class LintelConfig {
  private LintelConfig() {}

  static ConnectionConfig of(EmulatorDatabase database) {
    return ConnectionConfig.of(database.projectId(), database.instanceId(), database.databaseId())
        .withEmulatorHost(database.host());
  }
}
