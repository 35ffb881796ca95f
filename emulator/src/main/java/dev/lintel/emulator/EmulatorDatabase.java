package dev.lintel.emulator;

import com.google.cloud.spanner.Dialect;

/**
 * The address of one database of an emulator. Immutable.
 *
 * @param host host and port of the emulator's gRPC endpoint, such as {@code localhost:9010}, which
 *     is plaintext and needs no credentials
 */
public record EmulatorDatabase(
    String host, String projectId, String instanceId, String databaseId, Dialect dialect) {

  /** Returns the resource name, {@code projects/P/instances/I/databases/D}. */
  public String name() {
    return "projects/" + projectId + "/instances/" + instanceId + "/databases/" + databaseId;
  }
}
