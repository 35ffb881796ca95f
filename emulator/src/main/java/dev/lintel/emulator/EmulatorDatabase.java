package dev.lintel.emulator;

import com.google.cloud.spanner.Dialect;

/**
 * Where one database of an emulator is.
 *
 * @param host host and port of the emulator's gRPC endpoint, such as {@code localhost:9010}; it
 *     speaks plaintext and takes no credentials
 */
public record EmulatorDatabase(
    String host, String projectId, String instanceId, String databaseId, Dialect dialect) {

  /** The resource name, {@code projects/P/instances/I/databases/D}. */
  public String name() {
    return "projects/" + projectId + "/instances/" + instanceId + "/databases/" + databaseId;
  }
}
