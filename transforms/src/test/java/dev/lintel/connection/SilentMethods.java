package dev.lintel.connection;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Methods whose calls a server accepts and never answers, whether it implements them or not. */
final class SilentMethods extends HandlerRegistry implements ServerInterceptor {
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  private final Map<String, CompletableFuture<Void>> received = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Void>> cancelled = new ConcurrentHashMap<>();

  CompletableFuture<Void> cancelled(String name) {
    return cancelled.computeIfAbsent(name, unused -> new CompletableFuture<>());
  }

  CompletableFuture<Void> received(String name) {
    return received.computeIfAbsent(name, unused -> new CompletableFuture<>());
  }

  void add(String name) {
    names.add(name);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String name = call.getMethodDescriptor().getBareMethodName();
    if (!names.contains(name)) {
      return next.startCall(call, headers);
    }
    received(name).complete(null);
    return new ServerCall.Listener<>() {
      @Override
      public void onCancel() {
        cancelled(name).complete(null);
      }
    };
  }

  /** For methods that the server does not implement. */
  @Override
  public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
      String method, @Nullable String authority) {
    if (!names.contains(method.substring(method.indexOf('/') + 1))) {
      return null;
    }
    return ServerMethodDefinition.create(
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method)
            .setRequestMarshaller(new NoContent())
            .setResponseMarshaller(new NoContent())
            .build(),
        (call, headers) -> new ServerCall.Listener<>() {});
  }

  private static final class NoContent implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[0];
    }
  }
}
