package dev.lintel.connection;

import dev.lintel.emulator.EmulatorDatabase;

/** How to reach a database of the emulator, for tests. */
public final class EmulatorConfig {
  private EmulatorConfig() {}

  public static ConnectionConfig of(EmulatorDatabase database) {
    return ConnectionConfig.of(database.projectId(), database.instanceId(), database.databaseId())
        .withEmulatorHost(database.host());
  }
}
