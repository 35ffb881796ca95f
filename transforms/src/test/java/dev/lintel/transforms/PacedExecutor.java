package dev.lintel.transforms;

import com.google.common.util.concurrent.ForwardingExecutorService;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands tasks to another executor a millisecond after they are submitted, and drops those that come
 * due after its shutdown. Thread-safe.
 */
final class PacedExecutor extends ForwardingExecutorService {

  /** A round takes about a tenth of that; what runs takes longer. */
  private static final long PAUSE_MILLIS = 1;

  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("paced-executor").setDaemon(true).build());

  private final ExecutorService executor;
  private final AtomicLong submitted = new AtomicLong();

  PacedExecutor(ExecutorService executor) {
    this.executor = executor;
  }

  @Override
  protected ExecutorService delegate() {
    return executor;
  }

  @Override
  public Future<?> submit(Runnable task) {
    submitted.incrementAndGet();
    return TIMER.schedule(() -> start(task), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void start(Runnable task) {
    if (!executor.isShutdown()) {
      executor.execute(task);
    }
  }

  long submitted() {
    return submitted.get();
  }
}
