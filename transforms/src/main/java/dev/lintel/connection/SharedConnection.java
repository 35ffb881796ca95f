package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkState;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One connection and the number of its users. It is first connecting, then leased or lingering, and
 * finally retired: never leased again.
 *
 * <p>The first caller connects on its own thread, without holding a lock; the others wait for it
 * and get the same connection or the same failure. Thread-safe.
 */
final class SharedConnection {
  private final ConnectionConfig config;
  private final Function<ConnectionConfig, SpannerConnection> connect;
  private final Consumer<SharedConnection> retire;
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
      ConnectionConfig config,
      Function<ConnectionConfig, SpannerConnection> connect,
      Consumer<SharedConnection> retire,
      DelayScheduler scheduler,
      Duration linger) {
    this.config = config;
    this.connect = connect;
    this.retire = retire;
    this.scheduler = scheduler;
    this.linger = linger;
  }

  ConnectionConfig config() {
    return config;
  }

  /** Returns the connection if connecting has succeeded. */
  Optional<SpannerConnection> connection() {
    return connected.isDone() && !connected.isCompletedExceptionally()
        ? Optional.of(connected.join())
        : Optional.empty();
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
      connectForAll();
    }
    try {
      return Optional.of(connected.get());
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

  // An Error while connecting, such as a missing class, must also reach the waiting callers.
  private void connectForAll() {
    SpannerConnection connection = null;
    Throwable failure = null;
    try {
      connection = connect.apply(config);
    } catch (Throwable e) {
      failure = e;
    }
    if (failure == null) {
      connected.complete(connection);
      return;
    }
    synchronized (this) {
      // Not cached: later callers connect again.
      retired = true;
    }
    connected.completeExceptionally(failure);
    retire.accept(this);
  }

  void release() {
    Duration delay = null;
    synchronized (this) {
      checkState(users > 0, "released more often than leased");
      users--;
      if (users == 0 && !retired) {
        idleSince = scheduler.nanoTime();
        if (!checkScheduled) {
          checkScheduled = true;
          delay = linger;
        }
      }
    }
    scheduleCheck(delay);
  }

  private void scheduleCheck(@Nullable Duration delay) {
    if (delay != null) {
      scheduler.schedule(this::closeIfIdle, delay);
    }
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
      retire.accept(this);
    } else {
      scheduleCheck(remaining);
    }
  }
}
