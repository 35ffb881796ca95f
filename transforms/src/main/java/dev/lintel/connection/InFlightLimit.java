package dev.lintel.connection;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits how many requests a process has in flight. At the limit callers wait in the order of their
 * calls; nothing fails. Thread-safe.
 */
public final class InFlightLimit {
  private final Semaphore permits;
  private final Executor executor;
  private final LongAdder waits;
  private final LongAdder waitNanos;

  InFlightLimit(int limit, Executor executor, LongAdder waits, LongAdder waitNanos) {
    this.permits = new Semaphore(limit, true);
    this.executor = executor;
    this.waits = waits;
    this.waitNanos = waitNanos;
  }

  /** Returns how many callers are waiting now. */
  int waiting() {
    return permits.getQueueLength();
  }

  /**
   * Runs the request on a thread of the connection. The caller waits until fewer requests than the
   * limit are in flight. The request must not use this limit itself.
   *
   * @return a future of the result of the request, or of the exception that it threw
   * @throws InterruptedException if the caller is interrupted while it waits; then the request does
   *     not run
   */
  public <T> CompletableFuture<T> submit(Callable<T> request) throws InterruptedException {
    acquire();
    var result = new CompletableFuture<T>();
    try {
      executor.execute(() -> run(request, result));
    } catch (RuntimeException | Error e) {
      // Also an Error: the system may have no more threads.
      permits.release();
      throw e;
    }
    return result;
  }

  // Any exception of the request, also an Error, belongs to the caller that waits for the result.
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
    // Unlike tryAcquire(), this does not overtake waiting callers.
    if (permits.tryAcquire(0, TimeUnit.SECONDS)) {
      return;
    }
    long start = System.nanoTime();
    permits.acquire();
    waits.increment();
    waitNanos.add(System.nanoTime() - start);
  }
}
