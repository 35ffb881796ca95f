package dev.lintel.faults;

import com.google.common.collect.ImmutableList;
import dev.lintel.emulator.EmulatorDatabase;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * A gRPC server that passes every call on to another one, except those that a {@link FaultPlan}
 * lets go wrong. It knows nothing about the services. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
  /** Spanner's clients send up to 100 MiB. */
  private static final int MAX_MESSAGE_BYTES = 200 << 20;

  private final ManagedChannel channel;
  private final Server server;
  private final TcpRelay relay;
  private final ScheduledExecutorService delays =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "delays");
            thread.setDaemon(true);
            return thread;
          });

  private volatile FaultPlan plan = FaultPlan.none();
  private volatile BiConsumer<String, byte[]> watcher = (method, request) -> {};
  private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
  private final Queue<String> injected = new ConcurrentLinkedQueue<>();

  private FaultProxy(String target) throws IOException {
    channel =
        ManagedChannelBuilder.forTarget(target)
            .usePlaintext()
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build();
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .fallbackHandlerRegistry(new AllMethods())
            .build()
            .start();
    relay = new TcpRelay("localhost:" + server.getPort());
  }

  /**
   * Starts a proxy that lets nothing go wrong.
   *
   * @param target {@code host:port} of a server without TLS
   */
  public static FaultProxy start(String target) {
    try {
      return new FaultProxy(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns {@code host:port} for the clients. */
  public String address() {
    return relay.address();
  }

  /** Returns a database of the server behind the proxy, as clients reach it through the proxy. */
  public EmulatorDatabase reach(EmulatorDatabase database) {
    return new EmulatorDatabase(
        address(),
        database.projectId(),
        database.instanceId(),
        database.databaseId(),
        database.dialect());
  }

  /** Lets these calls go wrong from now on; calls are counted from 1 again. */
  public void follow(FaultPlan plan) {
    calls.clear();
    injected.clear();
    this.plan = plan;
  }

  /**
   * Shows every request from now on, before it is passed on: the name of the method without the
   * service, and the message. Called by several threads.
   */
  public void watch(BiConsumer<String, byte[]> watcher) {
    this.watcher = watcher;
  }

  /** Returns what has gone wrong since the plan was given, a line each: rule, method, call. */
  public ImmutableList<String> injected() {
    return ImmutableList.copyOf(injected);
  }

  /** Returns how many calls of a method there have been since the plan was given. */
  public long calls(String method) {
    AtomicLong count = calls.get(method);
    return count == null ? 0 : count.get();
  }

  /** Cuts the connections of all clients, and answers nobody any more. */
  @Override
  public void close() {
    try {
      relay.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      server.shutdownNow();
      channel.shutdownNow();
      delays.shutdownNow();
    }
  }

  private ServerCall.Listener<byte[]> handle(ServerCall<byte[], byte[]> call, Metadata headers) {
    String method = call.getMethodDescriptor().getBareMethodName();
    long number = calls.computeIfAbsent(method, name -> new AtomicLong()).incrementAndGet();
    Optional<FaultRule> rule = plan.hit(method, number);
    rule.ifPresent(hit -> injected.add(hit.name() + ": " + method + " " + number));
    Fault fault = rule.map(FaultRule::fault).orElse(null);
    if (fault instanceof Fault.Cut) {
      SocketAddress from = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
      relay.cut(((InetSocketAddress) from).getPort());
      return new ServerCall.Listener<>() {};
    }
    return ProxiedCall.start(
        call,
        headers,
        channel,
        delays,
        Optional.ofNullable(fault),
        request -> watcher.accept(method, request));
  }

  /** Every method, whatever its service. */
  private final class AllMethods extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, String authority) {
      return ServerMethodDefinition.create(
          MethodDescriptor.<byte[], byte[]>newBuilder()
              // The most general one: the others are special cases of it.
              .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(method)
              .setRequestMarshaller(Bytes.MARSHALLER)
              .setResponseMarshaller(Bytes.MARSHALLER)
              .build(),
          FaultProxy.this::handle);
    }
  }
}
