package dev.lintel.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that stands still until a test advances it. Thread-safe. */
final class FakeScheduler implements DelayScheduler {
  private record Task(long due, Runnable action) {}

  private final List<Task> tasks = new ArrayList<>();
  private long now;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized Scheduled schedule(Runnable task, Duration delay) {
    var scheduled = new Task(now + delay.toNanos(), task);
    tasks.add(scheduled);
    return () -> forget(scheduled);
  }

  private synchronized void forget(Task task) {
    tasks.remove(task);
  }

  void advance(Duration duration) {
    List<Task> due;
    synchronized (this) {
      now += duration.toNanos();
      due =
          tasks.stream()
              .filter(task -> task.due <= now)
              .sorted(Comparator.comparingLong(Task::due))
              .toList();
      tasks.removeAll(due);
    }
    due.forEach(task -> task.action().run());
  }

  synchronized int pending() {
    return tasks.size();
  }
}
