package dev.lintel.connection;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.cloud.spanner.SpannerOptions;
import com.google.cloud.spanner.SpannerOptions.CallContextConfigurator;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Keeps the client from ending a stream because its caller asks for no row for half an hour, or
 * waits for one as long. Immutable and thread-safe.
 *
 * @param outer what the caller has set for its calls
 */
record UnwatchedStreams(@Nullable CallContextConfigurator outer)
    implements CallContextConfigurator {

  /** Returns the context with this for all calls in it. */
  static Context in(Context context) {
    return context.withValue(
        SpannerOptions.CALL_CONTEXT_CONFIGURATOR_KEY,
        new UnwatchedStreams(SpannerOptions.CALL_CONTEXT_CONFIGURATOR_KEY.get(context)));
  }

  @Override
  public <Q, A> ApiCallContext configure(
      ApiCallContext context, Q request, MethodDescriptor<Q, A> method) {
    ApiCallContext unwatched =
        GrpcCallContext.createDefault()
            .withStreamIdleTimeoutDuration(Duration.ZERO)
            .withStreamWaitTimeoutDuration(Duration.ZERO);
    ApiCallContext ofOuter = outer == null ? null : outer.configure(context, request, method);
    return ofOuter == null ? unwatched : unwatched.merge(ofOuter);
  }
}
