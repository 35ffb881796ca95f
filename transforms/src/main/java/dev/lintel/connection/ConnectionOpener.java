package dev.lintel.connection;

import java.util.concurrent.atomic.LongAdder;

/** Opens a connection; blocks until it has proved to work, or throws. */
@FunctionalInterface
interface ConnectionOpener {

  /**
   * Opens one.
   *
   * @param waits counts the callers that have to wait for the new connection's limits
   * @param waitNanos adds up how long they wait
   */
  SpannerConnection open(ConnectionConfig config, LongAdder waits, LongAdder waitNanos);
}
