package dev.lintel.benchmarks;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.emulator.EmulatorDatabase;
import java.time.Duration;

/** Creates Lintel's configuration for a database of the emulator. */
final class LintelConfig {
  /** Enough for a machine that is busy with other work. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(5);

  private LintelConfig() {}

  static ConnectionConfig of(EmulatorDatabase database) {
    return ConnectionConfig.of(database.projectId(), database.instanceId(), database.databaseId())
        .withEmulatorHost(database.host())
        .withConnectTimeout(CONNECT_TIMEOUT);
  }
}
