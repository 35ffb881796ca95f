package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkState;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A DoFn with a Spanner connection, which it leases in {@code @Setup}, shares with every other DoFn
 * of the process, and releases in {@code @Teardown} if the runner calls that.
 *
 * @param <InputT> the type of the input elements
 * @param <OutputT> the type of the elements of the main output
 */
public abstract class ConnectedDoFn<InputT, OutputT> extends DoFn<InputT, OutputT> {
  private final ConnectionConfig config;

  // Worker scoped.
  private transient @Nullable Lease lease;

  private transient @Nullable List<BufferBudget.Share> shares;

  protected ConnectedDoFn(ConnectionConfig config) {
    this.config = config;
  }

  /** Connects, then calls {@link #onConnected}. */
  @Setup
  public final void connect() throws InterruptedException {
    lease = SpannerConnections.acquire(config);
    shares = new ArrayList<>();
    boolean ready = false;
    try {
      onConnected(lease.connection());
      ready = true;
    } finally {
      // Not every runner calls @Teardown if @Setup failed.
      if (!ready) {
        disconnect();
      }
    }
  }

  /** Further setup of a subclass. Called once for each instance, before its first bundle. */
  protected void onConnected(SpannerConnection connection) throws InterruptedException {}

  /**
   * Releases what {@link #onConnected} acquired. Called after a failed {@code @Setup}, too, and
   * perhaps more than once.
   */
  protected void onDisconnected() {}

  /** Releases the connection. Harmless after a failed {@code @Setup}, and when called twice. */
  @Teardown
  public final void disconnect() {
    if (shares != null) {
      // Of a bundle that has failed.
      shares.forEach(BufferBudget.Share::clear);
      shares = null;
    }
    onDisconnected();
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  /**
   * Returns an empty share of what the process may buffer for the database, for one buffer of this
   * instance, which gives it back when it disconnects. To be called in {@link #onConnected}.
   */
  protected final BufferBudget.Share newShare() {
    checkState(lease != null && shares != null, "Not connected: the runner has not called @Setup");
    BufferBudget.Share share = lease.connection().buffers().share();
    shares.add(share);
    return share;
  }

  /**
   * Returns the connection. Call it in each bundle; do not keep the result.
   *
   * @throws ConnectionLostException if the database or the session of the connection is gone; let
   *     it fail the bundle, so that the runner retries it with a new instance
   */
  protected final SpannerConnection connection() {
    checkState(lease != null, "Not connected: the runner has not called @Setup");
    return lease.connection();
  }
}
