package dev.lintel.emulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the last lines of an emulator's output and, with {@code --log_requests}, the number of
 * requests by RPC. Requests and responses, which contain row content, are dropped.
 *
 * <p>The log of a request is a line such as
 *
 * <pre>I0000 00:00:1795421764.661743   11441 handler.h:88] Request[Spanner.Commit]</pre>
 *
 * followed by the message in text format, in which strings are escaped and so never begin a line.
 * The emulator writes the line as a whole and before it handles the request: when a call has
 * returned, its line is in the pipe.
 *
 * <p>Thread-safe.
 */
final class EmulatorOutput implements Consumer<String> {

  /** A request with this project in its first field is a marker and is not counted. */
  static final String MARKER_PROJECT = "lintel-request-log-marker";

  private static final int LINES_KEPT = 20;
  private static final int LINE_LENGTH_KEPT = 500;

  private static final Pattern LOG_LINE =
      Pattern.compile("[IWEF]\\d{4} [\\d:.]+ +\\d+ \\S+:\\d+\\] (.*)");
  private static final Pattern REQUEST = Pattern.compile("Request\\[([\\w.]+)\\]");
  private static final Pattern RESPONSE =
      Pattern.compile("Response\\[[\\w.]+\\]|Sending streaming response:");
  private static final Pattern MARKER =
      Pattern.compile("name: \"projects/" + MARKER_PROJECT + "/instances/([\\w-]+)\"");

  private final Deque<String> lastLines = new ArrayDeque<>();
  private final Map<String, Long> requests = new HashMap<>();
  private final Set<String> markers = new HashSet<>();
  private boolean inMessage;
  private String uncounted;

  @Override
  public synchronized void accept(String line) {
    Matcher marker = uncounted == null ? null : MARKER.matcher(line);
    if (marker != null && marker.matches()) {
      uncounted = null;
      markers.add(marker.group(1));
      notifyAll();
      return;
    }
    countPending();
    Matcher logLine = LOG_LINE.matcher(line);
    if (logLine.matches()) {
      Matcher request = REQUEST.matcher(logLine.group(1));
      if (request.matches()) {
        uncounted = request.group(1);
        inMessage = true;
        return;
      }
      inMessage = RESPONSE.matcher(logLine.group(1)).matches();
    }
    if (!inMessage) {
      lastLines.addLast(
          line.length() > LINE_LENGTH_KEPT ? line.substring(0, LINE_LENGTH_KEPT) + "…" : line);
      if (lastLines.size() > LINES_KEPT) {
        lastLines.removeFirst();
      }
    }
  }

  private void countPending() {
    if (uncounted != null) {
      requests.merge(uncounted, 1L, Long::sum);
      uncounted = null;
    }
  }

  /**
   * Waits until a marker has been read, and so every request before it, and returns the counts up
   * to there.
   *
   * @throws EmulatorException if the marker is not read in time
   */
  synchronized RequestCounts countsAfter(String marker, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!markers.remove(marker)) {
      long remaining = deadline - System.nanoTime();
      if (remaining <= 0) {
        throw new EmulatorException(
            "The emulator's request log did not catch up within " + timeout.toSeconds() + " s.");
      }
      wait(Math.max(1, remaining / 1_000_000));
    }
    return new RequestCounts(requests);
  }

  synchronized String lastLines() {
    return String.join("\n", lastLines);
  }
}
