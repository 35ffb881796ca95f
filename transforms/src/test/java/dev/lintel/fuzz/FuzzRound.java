package dev.lintel.fuzz;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.hash.Hashing;
import com.sun.management.ThreadMXBean;
import dev.lintel.faults.Seeds;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Reads inputs that follow from a seed, each in little time and memory.
 *
 * @param seed the same seed makes the same inputs
 */
record FuzzRound(FuzzedParser parser, long seed) {
  /** Far more than an input of that length takes; a machine that does other things is slow. */
  private static final int MOST_SECONDS = 60;

  /**
   * 4 KiB of objects, most of which are garbage at once, for each byte of the longest input: a
   * table of columns with names of one letter takes 2.4. What takes the square takes far more.
   */
  private static final long MOST_BYTES = 1L << 30;

  private static final int SHOWN_BYTES = 1_000;

  /** What only a developer can read. */
  private static final Pattern INTERNALS =
      Pattern.compile("\\b(java|org|com|dev)\\.[a-z]+\\.|(?s)^\\s*$");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Reads all inputs of the round.
   *
   * @throws AssertionError for the first one that ends in anything but a result or a refusal; shows
   *     the input and how to replay it
   */
  void run() throws InterruptedException {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread reader = new Thread(task, "fuzz");
              reader.setDaemon(true);
              return reader;
            });
    try {
      for (int number = 0; number < parser.inputs(); number++) {
        byte[] input = input(number);
        try {
          thread.submit(() -> check(input)).get(MOST_SECONDS, SECONDS);
        } catch (ExecutionException e) {
          throw failure(number, input, e.getCause());
        } catch (TimeoutException e) {
          throw failure(number, input, e);
        }
      }
    } finally {
      thread.shutdownNow();
    }
  }

  private byte[] input(int number) {
    long ofInput =
        Hashing.murmur3_128()
            .newHasher()
            .putString(parser.name(), StandardCharsets.UTF_8)
            .putLong(seed)
            .putInt(number)
            .hash()
            .asLong();
    return new Mutator(new Random(ofInput), parser).next();
  }

  private Void check(byte[] input) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      parser.reading().read(input);
    } catch (FuzzedParser.Refusal refusal) {
      String message = String.valueOf(refusal.getMessage());
      if (!parser.refusal().matcher(message).find() || INTERNALS.matcher(message).find()) {
        throw new AssertionError("not a message for people: " + message, refusal);
      }
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (allocated > MOST_BYTES) {
      throw new AssertionError("it allocated %,d bytes".formatted(allocated));
    }
    return null;
  }

  private AssertionError failure(int number, byte[] input, Throwable cause) {
    return new AssertionError(
        "%s, input %d of %s, %d bytes: %s"
            .formatted(parser, number, Seeds.replay(seed), input.length, shown(input)),
        cause);
  }

  private static String shown(byte[] input) {
    var text = new StringBuilder();
    for (byte b : Arrays.copyOf(input, Math.min(input.length, SHOWN_BYTES))) {
      text.append(b >= ' ' && b < 0x7F ? String.valueOf((char) b) : "\\x%02x".formatted(b));
    }
    return input.length > SHOWN_BYTES ? text.append("...").toString() : text.toString();
  }
}
