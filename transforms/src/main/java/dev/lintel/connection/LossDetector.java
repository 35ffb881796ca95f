package dev.lintel.connection;

import com.google.common.base.Strings;
import com.google.protobuf.InvalidProtocolBufferException;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the responses to a client for those that mean that it will never work again: its database
 * or its session does not exist any more.
 *
 * <p>The client creates a session when it is opened and uses it for all requests. If the database
 * is dropped, the session is gone, also when the database is restored under its name, and the
 * client does not create another one. Thread-safe.
 */
final class LossDetector implements ClientInterceptor {
  private static final String SESSION = "type.googleapis.com/google.spanner.v1.Session";
  private static final Set<String> DATABASE_OR_INSTANCE =
      Set.of(
          "type.googleapis.com/google.spanner.admin.database.v1.Database",
          "type.googleapis.com/google.spanner.admin.instance.v1.Instance");
  private static final Metadata.Key<byte[]> RESOURCE =
      Metadata.Key.of("google.rpc.resourceinfo-bin", Metadata.BINARY_BYTE_MARSHALLER);

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
          && missing(trailers).filter(LossDetector.this::isNeeded).isPresent()) {
        // The client appends the details to the description, in further lines.
        lost.complete(
            Strings.nullToEmpty(status.getDescription()).lines().findFirst().orElse("not found"));
      }
      super.onClose(status, trailers);
    }
  }

  private static Optional<ResourceInfo> missing(Metadata trailers) {
    byte[] resource = trailers.get(RESOURCE);
    if (resource == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ResourceInfo.parseFrom(resource));
    } catch (InvalidProtocolBufferException e) {
      // The client reports what it understands of the error.
      return Optional.empty();
    }
  }

  /**
   * A missing session is not always that of this client: the snapshot of a read that another
   * process began belongs to a session of that process.
   */
  private boolean isNeeded(ResourceInfo missing) {
    return DATABASE_OR_INSTANCE.contains(missing.getResourceType())
        || (missing.getResourceType().equals(SESSION)
            && ownSessions.contains(missing.getResourceName()));
  }
}
