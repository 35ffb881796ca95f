package dev.lintel.pipeline.files;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the same with several files at a time. To open a file is mostly to wait for its store, and a
 * job may have many thousand files.
 */
public final class InParallel {
  /** Enough to hide the latency of a store. */
  static final int THREADS = 16;

  /** The memory that an open file takes if its records are as large as any can be. */
  private static final long BYTES_OF_FILE = 96L << 20;

  private InParallel() {}

  /**
   * What is done with one file.
   *
   * @param <X> what it may throw besides unchecked exceptions
   */
  @FunctionalInterface
  public interface Step<T, R, X extends Exception> {
    R apply(T item) throws X;
  }

  /** Returns how many files may be open at a time in a heap of that size. */
  static int threadsFor(long heapBytes) {
    return (int) Math.min(THREADS, Math.max(1, heapBytes / BYTES_OF_FILE));
  }

  /**
   * Applies the step to each item, to at most 16 at a time, or fewer if the heap is small, and
   * returns the results in the order of the items.
   *
   * @throws X what the step has thrown for the first item for which it failed
   * @throws UncheckedIOException if this thread is interrupted; it stays interrupted
   */
  public static <T, R, X extends Exception> ImmutableList<R> map(
      Collection<T> items, Step<? super T, ? extends R, X> step) throws X {
    if (items.isEmpty()) {
      return ImmutableList.of();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(threadsFor(Runtime.getRuntime().maxMemory()), items.size()),
            InParallel::daemon);
    try {
      List<Future<R>> started =
          items.stream().map(item -> threads.<R>submit(() -> step.apply(item))).toList();
      ImmutableList.Builder<R> results = ImmutableList.builder();
      for (Future<R> result : started) {
        results.add(result.get());
      }
      return results.build();
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      // The step can throw no other checked exception.
      @SuppressWarnings("unchecked")
      X ofStep = (X) e.getCause();
      throw ofStep;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while files are open"));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "lintel-files");
    thread.setDaemon(true);
    return thread;
  }
}
