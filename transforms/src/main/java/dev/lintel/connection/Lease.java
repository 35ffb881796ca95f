package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkState;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use a connection until {@link #close}. The connection stays open while any lease on
 * it is open. Thread-safe; closing a lease twice does nothing.
 */
public final class Lease extends NeverSerialized implements AutoCloseable {
  private final transient SpannerConnection connection;
  private final transient Runnable release;
  private final transient AtomicBoolean closed = new AtomicBoolean();

  Lease(SpannerConnection connection, Runnable release) {
    this.connection = connection;
    this.release = release;
  }

  /**
   * Returns the connection, which is the same for every lease of an equal config in this process.
   *
   * @throws IllegalStateException if this lease has been closed
   * @throws ConnectionLostException if the database or the session of the connection does not exist
   *     any more; close this lease and acquire another one
   */
  public SpannerConnection connection() {
    checkState(
        !closed.get(),
        "This lease on %s has been closed; acquire another one",
        connection.config().databaseId());
    String lost = connection.lost().getNow(null);
    if (lost != null) {
      throw new ConnectionLostException(connection.config(), lost);
    }
    return connection;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
