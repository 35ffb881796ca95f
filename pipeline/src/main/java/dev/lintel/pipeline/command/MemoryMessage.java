package dev.lintel.pipeline.command;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import java.util.Locale;
import java.util.Optional;

/** What a user needs to know of a process whose memory was not enough: one line. */
public final class MemoryMessage {

  /** With less, not even a small job runs; see docs/memory.md. */
  private static final long LEAST_ADVISED = 512L << 20;

  private MemoryMessage() {}

  /** The line for a process whose heap is full. */
  public static String ofHeap(String reason) {
    long heap = Runtime.getRuntime().maxMemory();
    return ("out of memory: the JVM has %s of heap, and %s; give it more: set LINTEL_OPTS=-Xmx%dm"
            + " (docs/memory.md says what a job needs)")
        .formatted(mebibytes(heap), reason, advised(heap) >> 20);
  }

  /** The line for a failure that was, somewhere in it, a lack of memory. */
  static Optional<String> of(Throwable thrown) {
    return Throwables.getCausalChain(thrown).stream()
        .filter(OutOfMemoryError.class::isInstance)
        .findFirst()
        .flatMap(error -> of(Strings.nullToEmpty(error.getMessage())));
  }

  private static Optional<String> of(String message) {
    if (message.toLowerCase(Locale.ROOT).contains("direct")) {
      long heap = Runtime.getRuntime().maxMemory();
      return Optional.of(
          ("out of memory: the buffers of connections are full; give the JVM more: set"
                  + " LINTEL_OPTS=-XX:MaxDirectMemorySize=%dm (docs/memory.md says what a job"
                  + " needs)")
              .formatted(advised(heap) >> 20));
    }
    if (message.contains("array size") || message.contains("array length")) {
      return Optional.of("out of memory: a single value is longer than 2 GiB");
    }
    // The others, such as of threads, say themselves what is lacking.
    boolean ofHeap =
        message.isEmpty() || message.contains("heap") || message.contains("GC overhead");
    return ofHeap ? Optional.of(ofHeap("this job needs more")) : Optional.empty();
  }

  private static long advised(long heap) {
    return Math.max(LEAST_ADVISED, 2 * Math.round((double) heap / (64 << 20)) * (64 << 20));
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
