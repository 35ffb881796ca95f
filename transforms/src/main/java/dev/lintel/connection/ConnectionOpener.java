package dev.lintel.connection;

import java.util.concurrent.atomic.LongAdder;

/** Opens connections. */
@FunctionalInterface
interface ConnectionOpener {

  /**
   * Opens a connection and verifies that it works; blocks until then.
   *
   * @param waits counts the callers that have to wait for a limit of the new connection
   * @param waitNanos adds up how long they wait
   */
  SpannerConnection open(ConnectionConfig config, LongAdder waits, LongAdder waitNanos);
}
