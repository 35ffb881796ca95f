package dev.lintel.connection;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The clock that lingering goes by, and what runs when it is over. */
interface Timer {

  /** Nanoseconds that only ever grow; only differences mean anything. */
  long nanoTime();

  /** Runs the task once, not before the delay is over. */
  void schedule(Runnable task, Duration delay);

  /** The process's own clock, with one daemon thread. */
  static Timer system() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "lintel-linger");
              thread.setDaemon(true);
              return thread;
            });
    return new Timer() {
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
