package dev.lintel.connection;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableSet;
import com.google.rpc.ResourceInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Passes on as UNAVAILABLE what a server may answer better the next time, because that is the code
 * that the client and the transforms repeat: the client goes on with a stream after the last row
 * that it is sure of. These are a read that the server gives up, and a session that it does not
 * know, until that is {@linkplain UnknownSessions gone}. Thread-safe.
 */
final class PassingAnswers implements ClientInterceptor {

  /** Those that change nothing, so that they can be repeated whatever became of them. */
  private static final ImmutableSet<String> READS =
      ImmutableSet.of(
          "ExecuteStreamingSql",
          "StreamingRead",
          "PartitionQuery",
          "PartitionRead",
          "BeginTransaction");

  private final UnknownSessions unknown;

  PassingAnswers(UnknownSessions unknown) {
    this.unknown = unknown;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    boolean isRead = READS.contains(method.getBareMethodName());
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      private final AtomicReference<String> session = new AtomicReference<>("");
      private final @Nullable Deadline ofContext = Context.current().getDeadline();

      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onMessage(A message) {
                unknown.answered(session.get());
                super.onMessage(message);
              }

              @Override
              public void onClose(Status status, Metadata trailers) {
                boolean passes =
                    switch (status.getCode()) {
                      case DEADLINE_EXCEEDED -> isRead && isOfServer();
                      case NOT_FOUND -> isKnownLater(trailers);
                      default -> false;
                    };
                if (passes) {
                  super.onClose(Status.UNAVAILABLE.withDescription(words(status)), new Metadata());
                } else {
                  super.onClose(status, trailers);
                }
              }
            },
            headers);
      }

      @Override
      public void sendMessage(Q message) {
        session.set(UnknownSessions.of(message));
        super.sendMessage(message);
      }

      /**
       * Whether it was not the caller that gave the call up, whose deadlines are those of contexts:
       * one of the call alone is the client's, for one attempt.
       */
      private boolean isOfServer() {
        return ofContext == null || !ofContext.isExpired();
      }
    };
  }

  private boolean isKnownLater(Metadata trailers) {
    Optional<ResourceInfo> missing = MissingResource.in(trailers);
    return missing.filter(MissingResource::isSession).isPresent()
        && !unknown.isGone(missing.get().getResourceName());
  }

  /** What the server has said: the details that it appends in further lines are left out. */
  private static String words(Status status) {
    return status.getCode()
        + ": "
        + Strings.nullToEmpty(status.getDescription()).lines().findFirst().orElse("");
  }
}
