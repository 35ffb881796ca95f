package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkState;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A {@link ConnectedDoFn} with connections to two databases. If both configs are the same, they
 * share one connection.
 *
 * @param <InputT> the type of the input elements
 * @param <OutputT> the type of the elements of the main output
 */
public abstract class TwiceConnectedDoFn<InputT, OutputT> extends ConnectedDoFn<InputT, OutputT> {
  private final ConnectionConfig secondConfig;

  // Worker scoped.
  private transient @Nullable Lease secondLease;

  protected TwiceConnectedDoFn(ConnectionConfig config, ConnectionConfig secondConfig) {
    super(config);
    this.secondConfig = secondConfig;
  }

  @Override
  protected final void onConnected(SpannerConnection connection) throws InterruptedException {
    secondLease = SpannerConnections.acquire(secondConfig);
  }

  @Override
  protected final void onDisconnected() {
    if (secondLease != null) {
      secondLease.close();
      secondLease = null;
    }
  }

  /** Returns the connection to the second database, as {@link #connection} does to the first. */
  protected final SpannerConnection secondConnection() {
    checkState(secondLease != null, "Not connected: the runner has not called @Setup");
    return secondLease.connection();
  }
}
