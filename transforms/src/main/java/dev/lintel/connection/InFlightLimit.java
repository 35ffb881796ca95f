package dev.lintel.connection;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds how many requests a process has under way at a time. At the bound callers wait, in the
 * order in which they came; nothing fails. Thread-safe.
 */
public final class InFlightLimit {
  private final int bound;
  private final Semaphore permits;
  private final Executor executor;
  private final LongAdder waits;
  private final LongAdder waitNanos;

  InFlightLimit(int bound, Executor executor, LongAdder waits, LongAdder waitNanos) {
    this.bound = bound;
    this.permits = new Semaphore(bound, true);
    this.executor = executor;
    this.waits = waits;
    this.waitNanos = waitNanos;
  }

  public int bound() {
    return bound;
  }

  /** How many callers wait right now; for tests and logs. */
  int waiting() {
    return permits.getQueueLength();
  }

  /**
   * Runs the request on a thread of the connection's own, as soon as there is room for it; until
   * then the caller waits. The request must not itself use this limit.
   *
   * @return completed with the request's result, or exceptionally with what it threw
   * @throws InterruptedException if the caller is interrupted while it waits; the request is then
   *     not run
   */
  public <T> CompletableFuture<T> submit(Callable<T> request) throws InterruptedException {
    acquire();
    var result = new CompletableFuture<T>();
    try {
      executor.execute(() -> run(request, result));
    } catch (RuntimeException | Error e) {
      // An Error, too: the system may have no more threads to give.
      permits.release();
      throw e;
    }
    return result;
  }

  // Whatever the request throws, an Error included, belongs to whoever waits for the result.
  @SuppressWarnings("CatchingUnchecked")
  private <T> void run(Callable<T> request, CompletableFuture<T> result) {
    T value;
    try {
      value = request.call();
    } catch (Throwable e) {
      permits.release();
      result.completeExceptionally(e);
      return;
    }
    permits.release();
    result.complete(value);
  }

  private void acquire() throws InterruptedException {
    // Unlike tryAcquire(), it does not overtake those who wait.
    if (permits.tryAcquire(0, TimeUnit.SECONDS)) {
      return;
    }
    long start = System.nanoTime();
    permits.acquire();
    waits.increment();
    waitNanos.add(System.nanoTime() - start);
  }
}
