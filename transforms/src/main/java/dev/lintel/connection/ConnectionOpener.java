package dev.lintel.connection;

/** Opens connections. */
@FunctionalInterface
interface ConnectionOpener {

  /**
   * Opens a connection and verifies that it works; blocks until then.
   *
   * @param usage adds up what the new connection is used for
   */
  SpannerConnection open(ConnectionConfig config, ConnectionUsage usage);
}
