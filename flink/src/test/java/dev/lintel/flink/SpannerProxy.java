package dev.lintel.flink;

import com.google.common.io.ByteStreams;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A gRPC server between clients and a Spanner server, which forwards every call as it is, tells a
 * {@link Callers} who made it, and may hold back responses. Thread-safe.
 */
final class SpannerProxy implements AutoCloseable {

  /** Rows have up to 10 MiB a cell, and a message several of them. */
  private static final int MAX_MESSAGE_BYTES = 128 << 20;

  private final ManagedChannel channel;
  private final Server server;
  private final Callers callers = new Callers();
  private final Gate gate = new Gate();

  /**
   * Starts a proxy on a free port.
   *
   * @param target {@code host:port} of the server
   */
  SpannerProxy(String target) throws IOException {
    channel =
        Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build();
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .fallbackHandlerRegistry(new Forwarding())
            .build()
            .start();
  }

  String address() {
    return "localhost:" + server.getPort();
  }

  Callers callers() {
    return callers;
  }

  Gate gate() {
    return gate;
  }

  @Override
  public void close() {
    server.shutdownNow();
    channel.shutdownNow();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return ByteStreams.toByteArray(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final class Forwarding extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder()
              .setType(MethodDescriptor.MethodType.UNKNOWN)
              .setFullMethodName(name)
              .setRequestMarshaller(new Bytes())
              .setResponseMarshaller(new Bytes())
              .build();
      return ServerMethodDefinition.create(method, new Handler());
    }
  }

  private final class Handler implements ServerCallHandler<byte[], byte[]> {
    @Override
    public ServerCall.Listener<byte[]> startCall(
        ServerCall<byte[], byte[]> from, Metadata headers) {
      String method = String.valueOf(from.getMethodDescriptor().getBareMethodName());
      long process = callers.called(portOf(from), server.getPort(), headers, method);
      ClientCall<byte[], byte[]> to =
          channel.newCall(from.getMethodDescriptor(), CallOptions.DEFAULT);
      to.start(
          new ClientCall.Listener<>() {
            @Override
            public void onHeaders(Metadata ofServer) {
              from.sendHeaders(ofServer);
            }

            @Override
            public void onMessage(byte[] message) {
              gate.pass(
                  process,
                  method,
                  () -> {
                    from.sendMessage(message);
                    to.request(1);
                  });
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              gate.passEnd(process, method, () -> from.close(status, trailers));
            }
          },
          headers);
      to.request(1);
      from.request(1);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(byte[] message) {
          to.sendMessage(message);
          from.request(1);
        }

        @Override
        public void onHalfClose() {
          to.halfClose();
        }

        @Override
        public void onCancel() {
          to.cancel("the caller has gone", null);
        }
      };
    }
  }

  private static int portOf(ServerCall<?, ?> call) {
    SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return ((InetSocketAddress) address).getPort();
  }
}
