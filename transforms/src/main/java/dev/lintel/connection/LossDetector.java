package dev.lintel.connection;

import com.google.common.base.Strings;
import com.google.rpc.ResourceInfo;
import com.google.spanner.v1.Session;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the responses to a client for those that mean that it will never work again: its database
 * or its session does not exist any more.
 *
 * <p>The client creates a session when it is opened and uses it for all requests. If the database
 * is dropped, the session is gone, also when the database is restored under its name, and the
 * client does not create another one. {@link PassingAnswers} keeps from it what the server says
 * only for a moment. Thread-safe.
 */
final class LossDetector implements ClientInterceptor {
  /** The sessions of this client: one, one more for partitioned reads, and new ones each week. */
  private final Set<String> ownSessions = ConcurrentHashMap.newKeySet();

  private final CompletableFuture<String> lost = new CompletableFuture<>();

  /** Returns what the server says when the client is lost; never completed before that. */
  CompletableFuture<String> lost() {
    return lost;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(new Watching<>(listener), headers);
      }
    };
  }

  private final class Watching<A> extends SimpleForwardingClientCallListener<A> {
    Watching(ClientCall.Listener<A> listener) {
      super(listener);
    }

    @Override
    public void onMessage(A message) {
      if (message instanceof Session session) {
        ownSessions.add(session.getName());
      }
      super.onMessage(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (status.getCode() == Status.Code.NOT_FOUND
          && MissingResource.in(trailers).filter(LossDetector.this::isNeeded).isPresent()) {
        // The client appends the details to the description, in further lines.
        lost.complete(
            Strings.nullToEmpty(status.getDescription()).lines().findFirst().orElse("not found"));
      }
      super.onClose(status, trailers);
    }
  }

  /**
   * A missing session is not always that of this client: the snapshot of a read that another
   * process began belongs to a session of that process.
   */
  private boolean isNeeded(ResourceInfo missing) {
    return MissingResource.isDatabaseOrInstance(missing)
        || (MissingResource.isSession(missing) && ownSessions.contains(missing.getResourceName()));
  }
}
