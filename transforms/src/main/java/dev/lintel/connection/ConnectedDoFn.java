package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkState;

import org.apache.beam.sdk.transforms.DoFn;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A DoFn with a Spanner connection: leased in {@code @Setup}, shared with every other DoFn of the
 * process, given back in {@code @Teardown} if the runner gets that far.
 *
 * @param <InputT> the elements that come in
 * @param <OutputT> the elements of the main output
 */
public abstract class ConnectedDoFn<InputT, OutputT> extends DoFn<InputT, OutputT> {
  private final ConnectionConfig config;

  // Worker scoped.
  private transient @Nullable Lease lease;

  protected ConnectedDoFn(ConnectionConfig config) {
    this.config = config;
  }

  /** Connects, then calls {@link #onConnected}. */
  @Setup
  public final void connect() throws InterruptedException {
    lease = SpannerConnections.acquire(config);
    boolean ready = false;
    try {
      onConnected(lease.connection());
      ready = true;
    } finally {
      // Not every runner calls @Teardown of an instance that could not be set up.
      if (!ready) {
        disconnect();
      }
    }
  }

  /** What else there is to set up. Called once for each instance, before its first bundle. */
  protected void onConnected(SpannerConnection connection) {}

  /** Gives the connection back. Harmless after a failed {@code @Setup}, and when called twice. */
  @Teardown
  public final void disconnect() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  /** The connection; to be asked for in each bundle and not kept. */
  protected final SpannerConnection connection() {
    checkState(lease != null, "Not connected: the runner has not called @Setup");
    return lease.connection();
  }
}
