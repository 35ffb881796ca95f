package dev.lintel.faults;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import com.google.rpc.ResourceInfo;
import com.google.spanner.v1.BatchWriteResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One call that is passed on, and what goes wrong with it. Messages flow no faster than the slower
 * side takes them.
 */
final class ProxiedCall extends ServerCall.Listener<byte[]> {
  private static final Metadata.Key<ResourceInfo> RESOURCE_INFO =
      ProtoUtils.keyForProto(ResourceInfo.getDefaultInstance());

  /** The tag of a string that is the first field. */
  private static final int FIRST_STRING = 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final ServerCall<byte[], byte[]> fromClient;
  private final ClientCall<byte[], byte[]> toServer;
  private final Optional<Fault> fault;
  private final Consumer<byte[]> watcher;

  // Guarded by this.
  private boolean ended;
  private boolean answerWaits;
  private int messages;

  private ProxiedCall(
      ServerCall<byte[], byte[]> fromClient,
      ClientCall<byte[], byte[]> toServer,
      Optional<Fault> fault,
      Consumer<byte[]> watcher) {
    this.fromClient = fromClient;
    this.toServer = toServer;
    this.fault = fault;
    this.watcher = watcher;
  }

  /**
   * Passes a call on, or refuses it.
   *
   * @param watcher is shown the requests that are passed on
   */
  static ServerCall.Listener<byte[]> start(
      ServerCall<byte[], byte[]> call,
      Metadata headers,
      Channel server,
      ScheduledExecutorService delays,
      Optional<Fault> fault,
      Consumer<byte[]> watcher) {
    if (fault.orElse(null) instanceof Fault.Refusal refusal) {
      call.close(refusal.code().toStatus().withDescription(refusal.message()), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    if (fault.orElse(null) instanceof Fault.SessionGone) {
      call.request(1);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(byte[] request) {
          refuseSession(call, sessionOf(request));
        }
      };
    }
    var proxied =
        new ProxiedCall(
            call, server.newCall(call.getMethodDescriptor(), CallOptions.DEFAULT), fault, watcher);
    proxied.toServer.start(proxied.new Answer(), headers);
    if (fault.orElse(null) instanceof Fault.Delay delay) {
      Future<?> unused =
          delays.schedule(
              Context.current().wrap(proxied::begin),
              delay.time().toMillis(),
              TimeUnit.MILLISECONDS);
    } else {
      proxied.begin();
    }
    return proxied;
  }

  /** As Spanner does it: clients look at the details, not only at the code. */
  private static void refuseSession(ServerCall<?, ?> call, String session) {
    ResourceInfo details =
        ResourceInfo.newBuilder()
            .setResourceType("type.googleapis.com/google.spanner.v1.Session")
            .setResourceName(session)
            .build();
    var trailers = new Metadata();
    trailers.put(RESOURCE_INFO, details);
    trailers.put(
        ProtoUtils.keyForProto(com.google.rpc.Status.getDefaultInstance()),
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.NOT_FOUND.value())
            .addDetails(Any.pack(details))
            .build());
    call.close(Status.NOT_FOUND.withDescription("Session not found: " + session), trailers);
  }

  /** The session is the first field of every request that has one. */
  private static String sessionOf(byte[] request) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(request);
      return in.readTag() == FIRST_STRING ? in.readString() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin() {
    fromClient.request(1);
    toServer.request(1);
  }

  @Override
  public void onMessage(byte[] message) {
    watcher.accept(message);
    toServer.sendMessage(message);
    fromClient.request(1);
  }

  @Override
  public void onHalfClose() {
    toServer.halfClose();
  }

  @Override
  public void onCancel() {
    end();
    toServer.cancel("The client has cancelled the call", null);
  }

  @Override
  public void onReady() {
    boolean resume;
    synchronized (this) {
      resume = answerWaits;
      answerWaits = false;
    }
    if (resume) {
      toServer.request(1);
    }
  }

  /** Returns whether this is the first end of the call; nothing may be sent after it. */
  private synchronized boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  private void endWith(Status status, Metadata trailers) {
    if (end()) {
      fromClient.close(status, trailers);
    }
  }

  private void breakOff(Status.Code code) {
    endWith(code.toStatus().withDescription("the stream was broken off"), new Metadata());
    toServer.cancel("The proxy breaks the answer off", null);
  }

  /** What the server answers, on its way to the client. */
  private final class Answer extends ClientCall.Listener<byte[]> {

    @Override
    public void onHeaders(Metadata headers) {
      if (!(fault.orElse(null) instanceof Fault.LostAnswer)) {
        fromClient.sendHeaders(headers);
      }
    }

    @Override
    public void onMessage(byte[] message) {
      Fault hit = fault.orElse(null);
      messages++;
      if (hit instanceof Fault.LostAnswer) {
        toServer.request(1);
      } else if (hit instanceof Fault.BrokenStream broken && messages > broken.messages()) {
        breakOff(broken.code());
      } else if (hit instanceof Fault.HalfAnswer) {
        send(halfOf(message));
        breakOff(Status.Code.UNAVAILABLE);
      } else if (!(hit instanceof Fault.Stall stall) || messages <= stall.messages()) {
        send(message);
      }
    }

    private void send(byte[] message) {
      synchronized (ProxiedCall.this) {
        if (ended) {
          return;
        }
      }
      fromClient.sendMessage(message);
      boolean isReady = fromClient.isReady();
      if (!isReady) {
        synchronized (ProxiedCall.this) {
          // Between the two questions onReady may have been called, and would not be called again.
          isReady = fromClient.isReady();
          answerWaits = !isReady;
        }
      }
      if (isReady) {
        toServer.request(1);
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      Fault hit = fault.orElse(null);
      if (hit instanceof Fault.LostAnswer lost && status.isOk()) {
        endWith(lost.code().toStatus().withDescription("the answer was lost"), new Metadata());
      } else if (!(hit instanceof Fault.Stall && status.isOk())) {
        endWith(status, trailers);
      }
    }
  }

  /** Keeps the groups at even places only. */
  private static byte[] halfOf(byte[] message) {
    try {
      BatchWriteResponse whole = BatchWriteResponse.parseFrom(message);
      BatchWriteResponse.Builder half = whole.toBuilder().clearIndexes();
      for (int i = 0; i < whole.getIndexesCount(); i += 2) {
        half.addIndexes(whole.getIndexes(i));
      }
      return half.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("This fault is for BatchWrite only", e);
    }
  }
}
