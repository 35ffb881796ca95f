package dev.lintel.connection;

import io.grpc.Context;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call of a client that does not return before Spanner has answered, on another thread. If it is
 * closed before, the thread is interrupted and its request cancelled: a client that is closed waits
 * ten seconds for requests in flight.
 *
 * @param <T> the type of the answer
 */
final class PatientCall<T> implements AutoCloseable {
  private final Context.CancellableContext context = Context.ROOT.withCancellation();
  private final Future<T> answer;

  /** Begins the call. */
  PatientCall(ExecutorService executor, Callable<T> call) {
    answer = executor.submit(context.wrap(call));
  }

  /** Waits for the answer. */
  T get(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    // What was answered may go on in the context: the client asks how far an operation is.
    if (!answer.isDone()) {
      answer.cancel(true);
      context.cancel(null);
    }
  }
}
