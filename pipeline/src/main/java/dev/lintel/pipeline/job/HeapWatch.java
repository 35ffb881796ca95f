package dev.lintel.pipeline.job;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Notices that a local run cannot go on because the heap is full, where no exception says so. The
 * direct runner drops an OutOfMemoryError of its monitor, and one of a step if there is not even
 * the memory to log it; gRPC drops those of its threads. The run would then wait forever. For one
 * thread.
 */
final class HeapWatch {

  /** The JVM's parallel collector fails at 98 %; the serial one has no limit. */
  private static final double TOO_MUCH_COLLECTING = 0.9;

  private static final Duration LONGEST_COLLECTING = Duration.ofSeconds(30);

  /** Longer than any pause that a step of these pipelines asks for. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

  private static final String RUNNER_THREAD = "direct-runner-worker";
  private static final String RUNNER_STEP =
      "org.apache.beam.runners.direct.DirectTransformExecutor";

  /** What the state of the process is at a time. */
  interface Jvm {
    long nanoTime();

    /** How long the process has collected garbage, in milliseconds. */
    long collectionMillis();

    /** Whether the direct runner has threads, and none of them is in a step. */
    boolean isRunnerIdle();

    /** Whether the heap was full: the JVM clears this reference before it throws. */
    boolean wasHeapFull();

    /** Forgets that the heap was full. */
    void resetHeapFull();
  }

  /** Enough to clean up and report when nothing else is left. */
  private static final int RESERVED_BYTES = 4 << 20;

  private final Jvm jvm;

  // Nobody reads it: what counts is that its memory is there to be released.
  @SuppressWarnings("UnusedVariable")
  private byte @Nullable [] reserve = new byte[RESERVED_BYTES];

  private long lastNanos;
  private long lastCollectionMillis;
  private long lastProgress;
  private long calmNanos;
  private long busyNanos;

  HeapWatch(Jvm jvm) {
    this.jvm = jvm;
    this.lastNanos = jvm.nanoTime();
    this.lastCollectionMillis = jvm.collectionMillis();
    this.calmNanos = lastNanos;
    this.busyNanos = lastNanos;
  }

  static HeapWatch ofThisProcess() {
    return new HeapWatch(new ThisJvm());
  }

  /**
   * Looks at the process; to be called every few seconds.
   *
   * @param progress a number that grows while the run goes on
   * @throws HeapFullException if the run cannot go on
   */
  void check(long progress) {
    long now = jvm.nanoTime();
    long collectionMillis = jvm.collectionMillis();
    double collecting =
        (collectionMillis - lastCollectionMillis) * 1e6 / Math.max(1, now - lastNanos);
    if (collecting < TOO_MUCH_COLLECTING) {
      calmNanos = now;
    }
    if (progress != lastProgress) {
      jvm.resetHeapFull();
    }
    if (progress != lastProgress || !jvm.wasHeapFull() || !jvm.isRunnerIdle()) {
      busyNanos = now;
    }
    lastNanos = now;
    lastCollectionMillis = collectionMillis;
    lastProgress = progress;
    if (now - calmNanos >= LONGEST_COLLECTING.toNanos()) {
      throw new HeapFullException("it spends its time collecting garbage");
    }
    if (now - busyNanos >= LONGEST_IDLE.toNanos()) {
      throw new HeapFullException("a thread of the runner has ended for lack of it");
    }
  }

  /** Makes room for what has to be done at the end of a run. */
  void release() {
    reserve = null;
  }

  private static final class ThisJvm implements Jvm {
    private SoftReference<Object> clearedWhenFull = new SoftReference<>(new Object());

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public long collectionMillis() {
      return ManagementFactory.getGarbageCollectorMXBeans().stream()
          .mapToLong(GarbageCollectorMXBean::getCollectionTime)
          .sum();
    }

    @Override
    public boolean isRunnerIdle() {
      Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
      threads.keySet().removeIf(thread -> !thread.getName().startsWith(RUNNER_THREAD));
      return !threads.isEmpty() && threads.values().stream().noneMatch(ThisJvm::isInStep);
    }

    private static boolean isInStep(StackTraceElement[] stack) {
      return Arrays.stream(stack).anyMatch(call -> call.getClassName().equals(RUNNER_STEP));
    }

    @Override
    public boolean wasHeapFull() {
      @Nullable Object present = clearedWhenFull.get();
      return present == null;
    }

    @Override
    public void resetHeapFull() {
      if (wasHeapFull()) {
        clearedWhenFull = new SoftReference<>(new Object());
      }
    }
  }
}
