package dev.lintel.connection;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock that can run tasks after a delay; tests use their own. */
interface DelayScheduler {

  /** A task that is to run. */
  @FunctionalInterface
  interface Scheduled {

    /** Forgets the task, unless it runs already. */
    void cancel();
  }

  /** Returns nanoseconds that never decrease; only differences have a meaning. */
  long nanoTime();

  /** Runs the task once, after the delay. */
  Scheduled schedule(Runnable task, Duration delay);

  /** Returns a scheduler on the system clock with one daemon thread of that name. */
  static DelayScheduler system(String threadName) {
    return of(DaemonTimer.named(threadName));
  }

  /** Returns a scheduler on the system clock whose tasks that timer runs. */
  static DelayScheduler of(ScheduledExecutorService timer) {
    return new DelayScheduler() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public Scheduled schedule(Runnable task, Duration delay) {
        ScheduledFuture<?> scheduled = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(/* mayInterruptIfRunning= */ false);
      }
    };
  }
}
