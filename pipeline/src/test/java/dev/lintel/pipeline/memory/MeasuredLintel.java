package dev.lintel.pipeline.memory;

import dev.lintel.pipeline.cli.Lintel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The command line in a process of its own, which collects all garbage every now and then and notes
 * what is left. The first argument is the file that the figures go to when the process ends.
 */
final class MeasuredLintel {
  static final String LIVE = "live";
  static final String USED = "used";
  static final String DIRECT = "direct";
  static final String CPU_NANOS = "cpuNanos";
  static final String WALL_MILLIS = "wallMillis";

  private static final long LEAST_PAUSE_NANOS = 500_000_000;

  /** So that the collections take at most a tenth of the time. */
  private static final int PAUSES = 9;

  private final AtomicLong live = new AtomicLong();
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong direct = new AtomicLong();

  private MeasuredLintel() {}

  public static void main(String[] args) {
    var figures = new MeasuredLintel();
    Path file = Path.of(args[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> figures.write(file)));
    Thread sampler = new Thread(figures::sample, "sampler");
    sampler.setDaemon(true);
    sampler.start();
    String[] own = new String[args.length - 1];
    System.arraycopy(args, 1, own, 0, own.length);
    Lintel.main(own);
  }

  private void sample() {
    try {
      while (true) {
        long start = System.nanoTime();
        note();
        long took = System.nanoTime() - start;
        TimeUnit.NANOSECONDS.sleep(Math.max(LEAST_PAUSE_NANOS, PAUSES * took));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note() {
    used.accumulateAndGet(heapNow(), Math::max);
    System.gc();
    live.accumulateAndGet(heapNow(), Math::max);
    long buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    direct.accumulateAndGet(buffers, Math::max);
  }

  private static long heapNow() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void write(Path file) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var figures = new Properties();
    figures.setProperty(LIVE, live.toString());
    figures.setProperty(USED, used.toString());
    figures.setProperty(DIRECT, direct.toString());
    figures.setProperty(CPU_NANOS, Long.toString(system.getProcessCpuTime()));
    figures.setProperty(
        WALL_MILLIS, Long.toString(ManagementFactory.getRuntimeMXBean().getUptime()));
    try (var out = Files.newOutputStream(file)) {
      figures.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
