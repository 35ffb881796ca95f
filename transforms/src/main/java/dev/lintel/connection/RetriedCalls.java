package dev.lintel.connection;

import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.spanner.v1.stub.SpannerStubSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which calls the client repeats, and for how long.
 *
 * <p>It goes on with a stream after the last row that it is sure of, on the thread of the caller,
 * for as long as the server is UNAVAILABLE; {@link GuardedRequests} limits that. So nothing is said
 * of streams here: with codes of their own they would be repeated on threads of the client.
 */
final class RetriedCalls {

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
  }
}
