package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkState;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One connection and the number of its users. It is first connecting, then leased or lingering, and
 * finally retired: never leased again.
 *
 * <p>The first caller starts a thread that connects, and all callers wait for it and get the same
 * connection or the same failure. So a caller that is interrupted leaves, and the others still get
 * the connection. Thread-safe.
 */
final class SharedConnection {

  /** Opens and closes the connection, and finds it for callers as long as it can be leased. */
  interface Owner {
    SpannerConnection connect(ConnectionConfig config);

    /** Called once, when the connection is retired or could not be opened. */
    void detach(SharedConnection connection);

    /** Called once, when the connection has been opened and retired, and nobody uses it. */
    void close(SpannerConnection connection);
  }

  private static final AtomicLong THREADS = new AtomicLong();

  private final ConnectionConfig config;
  private final Owner owner;
  private final DelayScheduler scheduler;
  private final Duration linger;
  private final CompletableFuture<SpannerConnection> connected = new CompletableFuture<>();

  @GuardedBy("this")
  private boolean connecting;

  @GuardedBy("this")
  private boolean retired;

  /** Includes waiting callers, so that the connection is not closed before they get it. */
  @GuardedBy("this")
  private int users;

  @GuardedBy("this")
  private long idleSince;

  /** At most one check is pending; otherwise a busy process would schedule one for each release. */
  @GuardedBy("this")
  private boolean checkScheduled;

  SharedConnection(
      ConnectionConfig config, Owner owner, DelayScheduler scheduler, Duration linger) {
    this.config = config;
    this.owner = owner;
    this.scheduler = scheduler;
    this.linger = linger;
  }

  ConnectionConfig config() {
    return config;
  }

  /**
   * Returns the connection and counts the caller as a user until {@link #release}; empty if this
   * connection is retired.
   *
   * @throws ConnectionFailedException if connecting failed
   */
  Optional<SpannerConnection> tryLease() throws InterruptedException {
    boolean first;
    synchronized (this) {
      if (retired) {
        return Optional.empty();
      }
      users++;
      first = !connecting;
      connecting = true;
    }
    if (first) {
      startConnecting();
    }
    try {
      SpannerConnection connection = connected.get();
      if (connection.lost().isDone()) {
        retireLost();
        release();
        return Optional.empty();
      }
      return Optional.of(connection);
    } catch (InterruptedException e) {
      release();
      throw e;
    } catch (ExecutionException e) {
      // A copy, so that each waiting caller gets its own stack trace.
      if (e.getCause() instanceof ConnectionFailedException failure) {
        throw new ConnectionFailedException(
            failure.getErrorCode(),
            failure.isDatabaseMissing(),
            failure.getMessage(),
            failure.getCause());
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Passes the connection to the action if it is open; the caller need not be a user of it. */
  void ifConnected(Consumer<SpannerConnection> action) {
    if (isConnected()) {
      action.accept(connected.join());
    }
  }

  private boolean isConnected() {
    return connected.isDone() && !connected.isCompletedExceptionally();
  }

  private void startConnecting() {
    try {
      var thread = new Thread(this::connectForAll, "lintel-connect-" + THREADS.incrementAndGet());
      thread.setDaemon(true);
      thread.start();
    } catch (RuntimeException | Error e) {
      // Also an Error: the system may have no more threads.
      fail(e);
    }
  }

  // An Error while connecting, such as a missing class, must also reach the waiting callers.
  private void connectForAll() {
    SpannerConnection connection;
    try {
      connection = owner.connect(config);
    } catch (Throwable e) {
      fail(e);
      return;
    }
    // First this, so that whoever has the connection finds its loss noticed.
    var unused = connection.lost().thenRun(this::retireLost);
    boolean everybodyHasLeft;
    boolean lost;
    synchronized (this) {
      connected.complete(connection);
      everybodyHasLeft = users == 0;
      lost = retired;
    }
    if (everybodyHasLeft && lost) {
      closeSoon();
    } else if (everybodyHasLeft) {
      lingerIfUnused();
    }
  }

  private void fail(Throwable failure) {
    synchronized (this) {
      // Not cached: later callers connect again.
      retired = true;
    }
    owner.detach(this);
    connected.completeExceptionally(failure);
  }

  void release() {
    boolean close;
    synchronized (this) {
      checkState(users > 0, "released more often than leased");
      users--;
      close = users == 0 && retired;
    }
    if (close) {
      closeSoon();
    } else {
      lingerIfUnused();
    }
  }

  /** Starts the time after which the connection is closed if nobody leases it. */
  private void lingerIfUnused() {
    synchronized (this) {
      if (users > 0 || retired || !connected.isDone()) {
        return;
      }
      idleSince = scheduler.nanoTime();
      if (checkScheduled) {
        return;
      }
      checkScheduled = true;
    }
    scheduler.schedule(this::closeIfIdle, linger);
  }

  private void closeIfIdle() {
    Duration remaining = null;
    synchronized (this) {
      checkScheduled = false;
      if (retired || users > 0) {
        return;
      }
      long left = linger.toNanos() - (scheduler.nanoTime() - idleSince);
      if (left > 0) {
        checkScheduled = true;
        remaining = Duration.ofNanos(left);
      } else {
        retired = true;
      }
    }
    if (remaining == null) {
      owner.detach(this);
      owner.close(connected.join());
    } else {
      scheduler.schedule(this::closeIfIdle, remaining);
    }
  }

  /** Retires the connection that does not work any more, and closes it after its last user. */
  private void retireLost() {
    boolean close;
    synchronized (this) {
      if (retired) {
        return;
      }
      retired = true;
      close = users == 0;
    }
    owner.detach(this);
    if (close) {
      closeSoon();
    }
  }

  /** Closes on the thread of the scheduler: the caller may be a thread of the client itself. */
  private void closeSoon() {
    if (isConnected()) {
      scheduler.schedule(() -> owner.close(connected.join()), Duration.ZERO);
    }
  }
}
