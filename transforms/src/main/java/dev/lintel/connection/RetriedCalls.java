package dev.lintel.connection;

import com.google.api.gax.rpc.ServerStreamingCallSettings;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.spanner.v1.stub.SpannerStubSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which calls the client repeats, and for how long.
 *
 * <p>It goes on with a stream after the last row that it is sure of, on the thread of the caller,
 * for as long as the server is UNAVAILABLE; {@link GuardedRequests} limits that. So a stream gets
 * no codes here: with codes of its own it would be repeated on threads of the client.
 */
final class RetriedCalls {

  /**
   * How long a stream may take. Not zero, which the client would take for no time to go on with a
   * stream that breaks.
   */
  private static final Duration STREAM = Duration.ofDays(365);

  /** After which pauses the client goes on with a stream: its own, which it sets otherwise. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private RetriedCalls() {}

  static void set(SpannerStubSettings.Builder calls, Duration totalDeadline) {
    // Only the transforms retry commits, with a deadline that they report.
    calls.commitSettings().setRetryableCodes(Set.of());
    calls.batchWriteSettings().setRetryableCodes(Set.of());
    for (UnaryCallSettings.Builder<?, ?> call :
        List.of(
            calls.beginTransactionSettings(),
            calls.partitionQuerySettings(),
            calls.partitionReadSettings())) {
      // The client repeats these on threads of its own, which know no deadline of the caller.
      call.setRetrySettings(
          call.getRetrySettings().toBuilder().setTotalTimeoutDuration(totalDeadline).build());
    }
    for (ServerStreamingCallSettings.Builder<?, ?> stream :
        List.of(calls.streamingReadSettings(), calls.executeStreamingSqlSettings())) {
      // By default it ends after an hour, also while rows come.
      stream.setRetrySettings(
          stream.getRetrySettings().toBuilder()
              .setInitialRetryDelayDuration(SHORTEST_PAUSE)
              .setMaxRetryDelayDuration(LONGEST_PAUSE)
              .setInitialRpcTimeoutDuration(STREAM)
              .setMaxRpcTimeoutDuration(STREAM)
              .setTotalTimeoutDuration(STREAM)
              .build());
    }
  }
}
