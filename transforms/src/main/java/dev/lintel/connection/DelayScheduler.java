package dev.lintel.connection;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The clock that lingering and stalls go by, and what runs when they are over. */
interface DelayScheduler {

  /** Nanoseconds that only ever grow; only differences mean anything. */
  long nanoTime();

  /** Runs the task once, not before the delay is over. */
  void schedule(Runnable task, Duration delay);

  /** The process's own clock, with one daemon thread of that name. */
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
