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
 * One connection and who uses it: connecting, leased, lingering, and at last retired, never to be
 * handed out again.
 *
 * <p>The first caller connects, on its own thread and under no lock; the others wait for it and see
 * the same connection or the same failure. Thread-safe.
 */
final class SharedConnection {
  private final ConnectionConfig config;
  private final Function<ConnectionConfig, SpannerConnection> connect;
  private final Consumer<SharedConnection> retire;
  private final DelayScheduler timer;
  private final Duration linger;
  private final CompletableFuture<SpannerConnection> connected = new CompletableFuture<>();

  @GuardedBy("this")
  private boolean connecting;

  @GuardedBy("this")
  private boolean retired;

  /** Waiters count, so that nothing is closed between connecting and handing out. */
  @GuardedBy("this")
  private int users;

  @GuardedBy("this")
  private long idleSince;

  /** One pending check at a time, or a busy process would schedule one for each release. */
  @GuardedBy("this")
  private boolean checkScheduled;

  SharedConnection(
      ConnectionConfig config,
      Function<ConnectionConfig, SpannerConnection> connect,
      Consumer<SharedConnection> retire,
      DelayScheduler timer,
      Duration linger) {
    this.config = config;
    this.connect = connect;
    this.retire = retire;
    this.timer = timer;
    this.linger = linger;
  }

  ConnectionConfig config() {
    return config;
  }

  /** The connection, if connecting has succeeded. */
  Optional<SpannerConnection> connection() {
    return connected.isDone() && !connected.isCompletedExceptionally()
        ? Optional.of(connected.join())
        : Optional.empty();
  }

  /**
   * The connection, counted as used until {@link #release}; empty if this one has been retired.
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
      // A copy, because each waiter adds its own stack trace and nobody may see another's.
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

  // An Error while connecting, such as a missing class, must reach the waiters, too.
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
      // Not cached: whoever comes from now on connects anew.
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
        idleSince = timer.nanoTime();
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
      timer.schedule(this::closeIfIdle, delay);
    }
  }

  private void closeIfIdle() {
    Duration rest = null;
    synchronized (this) {
      checkScheduled = false;
      if (retired || users > 0) {
        return;
      }
      long left = linger.toNanos() - (timer.nanoTime() - idleSince);
      if (left > 0) {
        checkScheduled = true;
        rest = Duration.ofNanos(left);
      } else {
        retired = true;
      }
    }
    if (rest == null) {
      retire.accept(this);
    } else {
      scheduleCheck(rest);
    }
  }
}
