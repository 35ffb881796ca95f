package dev.lintel.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * How long something took once.
 *
 * @param seconds wall-clock time
 * @param cpuSeconds processor time of the process that did it, over all its threads
 */
record Timing(double seconds, double cpuSeconds) {
  private static final double NANOS_A_SECOND = 1e9;
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Collects garbage, then does the work. */
  static Timing of(Callable<?> work) throws Exception {
    System.gc();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    Object unused = work.call();
    return new Timing(
        (System.nanoTime() - start) / NANOS_A_SECOND,
        (SYSTEM.getProcessCpuTime() - cpu) / NANOS_A_SECOND);
  }
}
