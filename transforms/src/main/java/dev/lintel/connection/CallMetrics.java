package dev.lintel.connection;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * The calls of an RPC as Beam counters of {@link SpannerConnections}: {@code calls_Commit}, {@code
 * calls_failed_Commit}, {@code sent_bytes_Commit}, {@code received_bytes_Commit}, {@code
 * call_us_Commit}.
 */
final class CallMetrics {

  /** In an order in which no name begins another one that comes after it. */
  private enum Part {
    FAILED("calls_failed_"),
    CALLS("calls_"),
    SENT_BYTES("sent_bytes_"),
    RECEIVED_BYTES("received_bytes_"),
    MICROS("call_us_");

    private final String prefix;

    Part(String prefix) {
      this.prefix = prefix;
    }

    CallStatistics statistics(long value) {
      return switch (this) {
        case FAILED -> new CallStatistics(0, value, 0, 0, Duration.ZERO);
        case CALLS -> new CallStatistics(value, 0, 0, 0, Duration.ZERO);
        case SENT_BYTES -> new CallStatistics(0, 0, value, 0, Duration.ZERO);
        case RECEIVED_BYTES -> new CallStatistics(0, 0, 0, value, Duration.ZERO);
        case MICROS -> new CallStatistics(0, 0, 0, 0, Duration.of(value, ChronoUnit.MICROS));
      };
    }

    long valueIn(CallStatistics statistics) {
      return switch (this) {
        case FAILED -> statistics.failed();
        case CALLS -> statistics.calls();
        case SENT_BYTES -> statistics.sentBytes();
        case RECEIVED_BYTES -> statistics.receivedBytes();
        case MICROS -> statistics.time().toNanos() / 1000;
      };
    }
  }

  private CallMetrics() {}

  static void report(String rpc, CallStatistics more) {
    for (Part part : Part.values()) {
      long value = part.valueIn(more);
      if (value != 0) {
        Metrics.counter(SpannerConnections.class, part.prefix + rpc).inc(value);
      }
    }
  }

  /**
   * Returns the calls by RPC that counters of {@link SpannerConnections} hold. Counters of other
   * things are left out.
   *
   * @param counters the values by the name of the counter
   */
  static ImmutableSortedMap<String, CallStatistics> read(Map<String, Long> counters) {
    Map<String, CallStatistics> calls = new TreeMap<>();
    counters.forEach(
        (name, value) ->
            partOf(name)
                .ifPresent(
                    part ->
                        calls.merge(
                            name.substring(part.prefix.length()),
                            part.statistics(value),
                            CallStatistics::plus)));
    return ImmutableSortedMap.copyOf(calls);
  }

  private static Optional<Part> partOf(String name) {
    for (Part part : Part.values()) {
      if (name.startsWith(part.prefix)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
