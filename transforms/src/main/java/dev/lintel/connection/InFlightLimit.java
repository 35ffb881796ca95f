package dev.lintel.connection;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits how many requests a process has in flight, and how many bytes they have together. At the
 * limit callers wait in the order of their calls; nothing fails. A request that is larger than the
 * limit has the process to itself. Thread-safe.
 */
public final class InFlightLimit {

  /** Bytes are counted in such units, because a semaphore counts with an int. */
  private static final int UNIT = 1 << 10;

  private final Semaphore permits;
  private final Semaphore unitPermits;
  private final int maxUnits;
  private final Executor executor;
  private final LongAdder waits;
  private final LongAdder waitNanos;

  InFlightLimit(int limit, long maxBytes, Executor executor, LongAdder waits, LongAdder waitNanos) {
    this.permits = new Semaphore(limit, true);
    this.maxUnits = (int) Math.min(Integer.MAX_VALUE, Math.max(1, maxBytes / UNIT));
    this.unitPermits = new Semaphore(maxUnits, true);
    this.executor = executor;
    this.waits = waits;
    this.waitNanos = waitNanos;
  }

  /** Returns how many callers are waiting now. */
  int waiting() {
    return permits.getQueueLength() + unitPermits.getQueueLength();
  }

  /**
   * Runs a small request on a thread of the connection. The caller waits until fewer requests than
   * the limit are in flight. The request must not use this limit itself.
   *
   * @return a future of the result of the request, or of the exception that it threw
   * @throws InterruptedException if the caller is interrupted while it waits; then the request does
   *     not run
   */
  public <T> CompletableFuture<T> submit(Callable<T> request) throws InterruptedException {
    return submit(0, request);
  }

  /**
   * As {@link #submit(Callable)}, for a request with many bytes, which the caller also waits for.
   *
   * @param bytes about how many the request has
   */
  public <T> CompletableFuture<T> submit(long bytes, Callable<T> request)
      throws InterruptedException {
    int units = (int) Math.min(maxUnits, bytes / UNIT);
    acquire(units);
    var result = new CompletableFuture<T>();
    try {
      executor.execute(() -> run(units, request, result));
    } catch (RuntimeException | Error e) {
      // Also an Error: the system may have no more threads.
      release(units);
      throw e;
    }
    return result;
  }

  // Any exception of the request, also an Error, belongs to the caller that waits for the result.
  @SuppressWarnings("CatchingUnchecked")
  private <T> void run(int units, Callable<T> request, CompletableFuture<T> result) {
    T value;
    try {
      value = request.call();
    } catch (Throwable e) {
      release(units);
      result.completeExceptionally(e);
      return;
    }
    release(units);
    result.complete(value);
  }

  private void acquire(int units) throws InterruptedException {
    long start = System.nanoTime();
    boolean waited = acquired(permits, 1);
    try {
      waited |= acquired(unitPermits, units);
    } catch (InterruptedException e) {
      permits.release();
      throw e;
    }
    if (waited) {
      waits.increment();
      waitNanos.add(System.nanoTime() - start);
    }
  }

  /** Waits until the semaphore has that many; returns whether that took a while. */
  private static boolean acquired(Semaphore of, int count) throws InterruptedException {
    // Unlike tryAcquire(), this does not overtake waiting callers.
    if (of.tryAcquire(count, 0, TimeUnit.SECONDS)) {
      return false;
    }
    of.acquire(count);
    return true;
  }

  private void release(int units) {
    unitPermits.release(units);
    permits.release();
  }
}
