package dev.lintel.connection;

import java.time.Duration;

/**
 * The finished calls of one RPC. Immutable.
 *
 * @param calls how many, a retried call once for each attempt; a stream is one call
 * @param failed how many of them ended with another status than OK. A stream whose reader has
 *     enough, and which is therefore cancelled, does not count
 * @param sentBytes the requests as they were sent, without headers
 * @param receivedBytes the responses as they arrived, without headers
 * @param time from the start of each call to its end, added up; calls overlap, so this may exceed
 *     the time of the clock, and a stream stays open while its rows are processed
 */
public record CallStatistics(
    long calls, long failed, long sentBytes, long receivedBytes, Duration time) {

  /** No calls. */
  public static final CallStatistics NONE = new CallStatistics(0, 0, 0, 0, Duration.ZERO);

  /** Returns what has been added since an earlier look at the same RPC. */
  public CallStatistics since(CallStatistics earlier) {
    return new CallStatistics(
        calls - earlier.calls,
        failed - earlier.failed,
        sentBytes - earlier.sentBytes,
        receivedBytes - earlier.receivedBytes,
        time.minus(earlier.time));
  }

  /** Returns the calls of both. */
  public CallStatistics plus(CallStatistics other) {
    return new CallStatistics(
        calls + other.calls,
        failed + other.failed,
        sentBytes + other.sentBytes,
        receivedBytes + other.receivedBytes,
        time.plus(other.time));
  }
}
