package dev.lintel.connection;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A clock that can run tasks after a delay; tests use their own. */
interface DelayScheduler {

  /** Returns nanoseconds that never decrease; only differences have a meaning. */
  long nanoTime();

  /** Runs the task once, after the delay. */
  void schedule(Runnable task, Duration delay);

  /** Returns a scheduler on the system clock with one daemon thread of that name. */
  static DelayScheduler system(String threadName) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
    return new DelayScheduler() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      @SuppressWarnings("FutureReturnValueIgnored")
      public void schedule(Runnable task, Duration delay) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      }
    };
  }
}
