package dev.lintel.transforms;

import dev.lintel.connection.InFlightLimit;
import io.grpc.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The commits of one bundle that are under way. If one fails, the others are cancelled, and all are
 * awaited before the failure is thrown, whatever it is. For one thread.
 *
 * @param <T> the outcome of a commit
 */
final class CommitsInFlight<T> {

  /** Receives the outcomes, on the thread of the bundle. */
  @FunctionalInterface
  interface Receiver<T> {
    void accept(T outcome);
  }

  private final InFlightLimit limit;

  /** Cancelled when the bundle fails, so that its commits end. */
  private final Context.CancellableContext context = Context.ROOT.withCancellation();

  /** Why the bundle fails; later failures are those of cancelled commits. */
  private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

  private final Deque<CompletableFuture<T>> inFlight = new ArrayDeque<>();

  CommitsInFlight(InFlightLimit limit) {
    this.limit = limit;
  }

  /** Starts a small commit; waits until the connection's limit allows it. */
  void submit(Callable<T> commit) throws InterruptedException {
    submit(0, commit);
  }

  /**
   * Starts a commit; waits until the connection's limits allow it.
   *
   * @param bytes about how many it has
   */
  void submit(long bytes, Callable<T> commit) throws InterruptedException {
    try {
      CompletableFuture<T> outcome = limit.submit(bytes, () -> context.call(commit));
      inFlight.add(outcome.whenComplete((unused, failure) -> fail(failure)));
    } catch (InterruptedException | RuntimeException | Error e) {
      // Also an Error: the system may have no more threads.
      cancelAndAwait(e);
      throw e;
    }
  }

  /** Ends the other commits at once, whichever of them is waited for. */
  private void fail(@Nullable Throwable failure) {
    if (failure != null) {
      firstFailure.compareAndSet(null, failure);
      context.cancel(failure);
    }
  }

  /**
   * Waits for every commit.
   *
   * @throws RuntimeException the first failure of a commit, or what the receiver throws
   */
  void drain(Receiver<? super T> receiver) throws InterruptedException {
    try {
      while (!inFlight.isEmpty()) {
        T outcome = inFlight.peek().get();
        inFlight.remove();
        receiver.accept(outcome);
      }
    } catch (ExecutionException e) {
      cancelAndAwait(e);
      throw rethrown(firstFailure.get());
    } catch (InterruptedException | RuntimeException | Error e) {
      cancelAndAwait(e);
      throw e;
    }
  }

  /** Ends all commits and waits for their end, when the bundle fails for another reason. */
  void cancelAndAwait(Throwable cause) {
    context.cancel(cause);
    while (!inFlight.isEmpty()) {
      inFlight.remove().handle((outcome, failure) -> null).join();
    }
  }

  private static RuntimeException rethrown(Throwable failure) throws InterruptedException {
    if (failure instanceof InterruptedException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
