package dev.lintel.connection;

import com.google.common.collect.ImmutableSortedMap;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Counts the calls of clients by RPC, with their bytes and their time. A call costs a few additions
 * and no look at its messages: the transport says how long they are. Thread-safe.
 */
final class CallCounter implements ClientInterceptor {

  /** The totals of one RPC. */
  private static final class Totals extends ClientStreamTracer {
    private final LongAdder calls = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    private final ClientStreamTracer.Factory tracers =
        new ClientStreamTracer.Factory() {
          @Override
          public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata headers) {
            // One tracer serves all streams, as it only adds up.
            return Totals.this;
          }
        };

    @Override
    public void outboundWireSize(long bytes) {
      sentBytes.add(bytes);
    }

    @Override
    public void inboundWireSize(long bytes) {
      receivedBytes.add(bytes);
    }

    void ended(boolean well, long took) {
      calls.increment();
      if (!well) {
        failed.increment();
      }
      nanos.add(took);
    }

    CallStatistics statistics() {
      return new CallStatistics(
          calls.sum(),
          failed.sum(),
          sentBytes.sum(),
          receivedBytes.sum(),
          Duration.ofNanos(nanos.sum()));
    }
  }

  private final ConcurrentHashMap<String, Totals> totals = new ConcurrentHashMap<>();

  /** Returns the calls so far, by the bare name of the RPC, such as {@code Commit}. */
  ImmutableSortedMap<String, CallStatistics> statistics() {
    ImmutableSortedMap.Builder<String, CallStatistics> all = ImmutableSortedMap.naturalOrder();
    totals.forEach((method, counted) -> all.put(method, counted.statistics()));
    return all.build();
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    String name = String.valueOf(method.getBareMethodName());
    Totals ofMethod = totals.get(name);
    if (ofMethod == null) {
      ofMethod = totals.computeIfAbsent(name, unused -> new Totals());
    }
    return new CountedCall<>(
        next.newCall(method, options.withStreamTracerFactory(ofMethod.tracers)), ofMethod);
  }

  private static final class CountedCall<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private final Totals totals;
    private volatile boolean cancelled;

    CountedCall(ClientCall<Q, A> call, Totals totals) {
      super(call);
      this.totals = totals;
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
      cancelled = true;
      super.cancel(message, cause);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      long start = System.nanoTime();
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              boolean enough = cancelled && status.getCode() == Status.Code.CANCELLED;
              totals.ended(status.isOk() || enough, System.nanoTime() - start);
              super.onClose(status, trailers);
            }
          },
          headers);
    }
  }
}
