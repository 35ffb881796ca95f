package dev.lintel.connection;

/**
 * A leased connection cannot be used any more, because its database or its session does not exist
 * any more, for example after the database was dropped and restored. The message names the database
 * and what Spanner says. Close the lease; the next one opens another connection.
 */
public final class ConnectionLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConnectionLostException(ConnectionConfig config, String reason) {
    super(
        "The connection to %s is lost (%s). Close its lease and acquire another one, which connects again"
            .formatted(config.describe(), reason));
  }
}
