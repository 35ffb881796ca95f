package dev.lintel.connection;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Makes timers for what usually ends before its time is over. */
final class DaemonTimer {
  private DaemonTimer() {}

  /**
   * Returns a timer with one daemon thread of that name. A task that is cancelled leaves its queue
   * at once: each request has one, so that those of the last minutes would take memory.
   */
  static ScheduledThreadPoolExecutor named(String threadName) {
    var timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
