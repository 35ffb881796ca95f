package dev.lintel.connection;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteStreams;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.CommitResponse;
import com.google.spanner.v1.Mutation;
import com.google.spanner.v1.SpannerGrpc;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A server in front of an emulator that accepts every commit, counts its rows, and forgets it, so
 * that millions of rows leave nothing behind. All other requests go to the emulator. Unlike an
 * emulator, it has many commits under way at a time. Thread-safe.
 */
public final class CommitSink implements AutoCloseable {

  /** More than Spanner's limit for a commit, which is for the job to keep. */
  private static final int MAX_MESSAGE = 256 << 20;

  /** What is kept of a commit. */
  private record Received(long bytes, long rows) {}

  private final ManagedChannel emulator;
  private final Server server;
  private final Duration answersAfter;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "commit-sink");
            thread.setDaemon(true);
            return thread;
          });

  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong bytesUnderWay = new AtomicLong();
  private final AtomicLong mostBytesUnderWay = new AtomicLong();

  private CommitSink(String emulatorHost, Duration answersAfter) {
    this.answersAfter = answersAfter;
    this.emulator =
        Grpc.newChannelBuilder(emulatorHost, InsecureChannelCredentials.create())
            .maxInboundMessageSize(MAX_MESSAGE)
            .build();
    MethodDescriptor<Received, CommitResponse> commit =
        SpannerGrpc.getCommitMethod().toBuilder(
                new Counted(), SpannerGrpc.getCommitMethod().getResponseMarshaller())
            .build();
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .maxInboundMessageSize(MAX_MESSAGE)
              .fallbackHandlerRegistry(
                  new Registry(
                      ServerServiceDefinition.builder(SpannerGrpc.SERVICE_NAME)
                          .addMethod(commit, ServerCalls.asyncUnaryCall(this::accept))
                          .build()))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server on a free port.
   *
   * @param emulatorHost {@code host:port} of the emulator
   * @param answersAfter how long each commit takes
   */
  public static CommitSink start(String emulatorHost, Duration answersAfter) {
    return new CommitSink(emulatorHost, answersAfter);
  }

  /** Returns the {@code http://} endpoint. */
  public String endpoint() {
    return "http://localhost:" + server.getPort();
  }

  /** Returns how many rows were committed. */
  public long rows() {
    return rows.get();
  }

  /** Returns how many commits there were. */
  public long commits() {
    return commits.get();
  }

  /** Returns the most bytes of requests that were unanswered at a time. */
  public long mostBytesUnderWay() {
    return mostBytesUnderWay.get();
  }

  private void accept(Received received, StreamObserver<CommitResponse> answer) {
    long now = bytesUnderWay.addAndGet(received.bytes());
    mostBytesUnderWay.accumulateAndGet(now, Math::max);
    Future<?> unused =
        timer.schedule(
            () -> {
              bytesUnderWay.addAndGet(-received.bytes());
              rows.addAndGet(received.rows());
              commits.incrementAndGet();
              answer.onNext(
                  CommitResponse.newBuilder()
                      .setCommitTimestamp(Timestamp.newBuilder().setSeconds(1_700_000_000))
                      .build());
              answer.onCompleted();
            },
            answersAfter.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    server.shutdownNow();
    emulator.shutdownNow();
    timer.shutdownNow();
  }

  /** Reads a commit without keeping any of it. */
  private static final class Counted implements Marshaller<Received> {
    @Override
    public Received parse(InputStream request) {
      try {
        CodedInputStream in = CodedInputStream.newInstance(request);
        in.setSizeLimit(MAX_MESSAGE);
        long rows = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
          if (WireFormat.getTagFieldNumber(tag) == CommitRequest.MUTATIONS_FIELD_NUMBER) {
            int end = in.pushLimit(in.readRawVarint32());
            rows += rowsOfMutation(in);
            in.popLimit(end);
          } else {
            in.skipField(tag);
          }
        }
        return new Received(in.getTotalBytesRead(), rows);
      } catch (IOException e) {
        throw Status.INTERNAL.withCause(e).asRuntimeException();
      }
    }

    private static long rowsOfMutation(CodedInputStream in) throws IOException {
      long rows = 0;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == Mutation.DELETE_FIELD_NUMBER) {
          rows++;
          in.skipField(tag);
          continue;
        }
        int end = in.pushLimit(in.readRawVarint32());
        for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
          if (WireFormat.getTagFieldNumber(inner) == Mutation.Write.VALUES_FIELD_NUMBER) {
            rows++;
          }
          in.skipField(inner);
        }
        in.popLimit(end);
      }
      return rows;
    }

    @Override
    public InputStream stream(Received value) {
      throw new UnsupportedOperationException("a server does not send commits");
    }
  }

  /** The commit of this server, and every other method as the emulator has it. */
  private final class Registry extends HandlerRegistry {
    private final ImmutableMap<String, ServerMethodDefinition<?, ?>> own;

    Registry(ServerServiceDefinition own) {
      var methods = ImmutableMap.<String, ServerMethodDefinition<?, ?>>builder();
      own.getMethods()
          .forEach(method -> methods.put(method.getMethodDescriptor().getFullMethodName(), method));
      this.own = methods.buildOrThrow();
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
      ServerMethodDefinition<?, ?> method = own.get(name);
      return method != null ? method : forwarded(name);
    }

    private ServerMethodDefinition<byte[], byte[]> forwarded(String name) {
      var method =
          MethodDescriptor.newBuilder(new Bytes(), new Bytes())
              .setFullMethodName(name)
              .setType(MethodType.SERVER_STREAMING)
              .build();
      return ServerMethodDefinition.create(
          method,
          ServerCalls.asyncServerStreamingCall(
              (request, answers) ->
                  ClientCalls.asyncServerStreamingCall(
                      emulator.newCall(method, CallOptions.DEFAULT.withExecutor(directExecutor())),
                      request,
                      answers)));
    }
  }

  /** A message that is passed on as it is. */
  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      try {
        return ByteStreams.toByteArray(message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
