package dev.lintel.connection;

import com.google.cloud.spanner.MockSpannerServiceImpl;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Statement;
import com.google.protobuf.AbstractMessage;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.StructType.Field;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import io.grpc.Attributes;
import io.grpc.ForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Google's mock of the Spanner service behind a real gRPC server on a local port. Tests use it to
 * inject latency and faults, and to count requests.
 */
public final class MockSpannerServer implements AutoCloseable {
  private static final AtomicLong DATABASES = new AtomicLong();

  private final MockSpannerServiceImpl service = new MockSpannerServiceImpl();
  private final PermissionsService permissions = new PermissionsService();
  private final InFlight reads = new InFlight("StreamingRead");
  private final InFlight commits = new InFlight("Commit");
  private final Refusals refusals = new Refusals();
  private final SilentMethods silent = new SilentMethods();
  private final OpenConnections connections = new OpenConnections();
  private final String scheme;
  private final Server server;

  private MockSpannerServer(ServerCredentials credentials) {
    scheme = credentials instanceof InsecureServerCredentials ? "http" : "https";
    service.setAbortProbability(0);
    service.putStatementResult(StatementResult.query(Statement.of("SELECT 1"), one()));
    try {
      server =
          Grpc.newServerBuilderForPort(0, credentials)
              .addService(service)
              .addService(permissions.definition())
              .addTransportFilter(connections)
              .intercept(reads)
              .intercept(commits)
              .intercept(refusals)
              .intercept(silent)
              .fallbackHandlerRegistry(silent)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server on a free port. */
  public static MockSpannerServer start() {
    return start(InsecureServerCredentials.create());
  }

  /** Starts a server on a free port, encrypted or not. */
  public static MockSpannerServer start(ServerCredentials credentials) {
    return new MockSpannerServer(credentials);
  }

  public MockSpannerServiceImpl service() {
    return service;
  }

  /** Returns the service that answers which permissions the caller has. */
  public PermissionsService permissions() {
    return permissions;
  }

  /**
   * Accepts calls of these methods from now on and never answers them, those of the administration
   * service included.
   *
   * @param methods names without the service, such as {@code ExecuteStreamingSql}
   */
  public void neverAnswer(String... methods) {
    for (String method : methods) {
      silent.add(method);
    }
  }

  /** Completes when the first call of a method that is never answered has arrived. */
  public CompletableFuture<Void> received(String method) {
    return silent.received(method);
  }

  /** Completes when the client has given up the first call of a method that is never answered. */
  public CompletableFuture<Void> cancelled(String method) {
    return silent.cancelled(method);
  }

  /** Rejects every query with PERMISSION_DENIED. */
  public void denyQueries(String message) {
    service.setExecuteStreamingSqlExecutionTime(
        SimulatedExecutionTime.ofStickyException(
            Status.PERMISSION_DENIED.withDescription(message).asRuntimeException()));
  }

  /** Returns a config for a new database, so that no other test shares the connection. */
  public ConnectionConfig newDatabase() {
    return new ConnectionConfig(
        "test-project",
        "test-instance",
        "mock-" + DATABASES.incrementAndGet(),
        scheme + "://localhost:" + server.getPort(),
        null,
        null,
        CredentialsSource.NONE,
        1);
  }

  /** Returns how many requests of this type the server has received. */
  public int count(Class<? extends AbstractMessage> request) {
    return service.countRequestsOfType(request);
  }

  /** Returns how many connections of clients are open. */
  public int openConnections() {
    return connections.now.get();
  }

  /** Returns the most reads that were in flight at a time since the last call. */
  public int mostReadsInFlight() {
    return reads.most.getAndSet(0);
  }

  /** Returns how many commits were received and are not answered. */
  public int commitsInFlight() {
    return commits.now.get();
  }

  /** Returns the most commits that were received and not answered at a time. */
  public int mostCommitsInFlight() {
    return commits.most.get();
  }

  /** Answers every later BatchWrite with this status, before the service gets it. */
  public void refuseBatchWrites(Status status) {
    refusals.batchWrite.set(status);
  }

  /**
   * Lets the service answer so many commits; never answers those after them.
   *
   * @return completes when such a commit has arrived
   */
  public CompletableFuture<Void> holdCommitsAfter(int answered) {
    refusals.commitsToAnswer.set(answered);
    return refusals.commitIsHeld;
  }

  /** Returns how many BatchWrites were refused. */
  public int refusedBatchWrites() {
    return refusals.count.get();
  }

  /** Counts the connections of clients. */
  private static final class OpenConnections extends ServerTransportFilter {
    private final AtomicInteger now = new AtomicInteger();

    @Override
    public Attributes transportReady(Attributes attributes) {
      now.incrementAndGet();
      return attributes;
    }

    @Override
    public void transportTerminated(Attributes attributes) {
      now.decrementAndGet();
    }
  }

  /** Refuses requests for which the mocked service has no faults. */
  private static final class Refusals implements ServerInterceptor {
    private final AtomicReference<Status> batchWrite = new AtomicReference<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger commitsToAnswer = new AtomicInteger(Integer.MAX_VALUE);
    private final CompletableFuture<Void> commitIsHeld = new CompletableFuture<>();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      if (call.getMethodDescriptor().getBareMethodName().equals("Commit")
          && commitsToAnswer.getAndDecrement() <= 0) {
        commitIsHeld.complete(null);
        return new ServerCall.Listener<>() {};
      }
      Status status = batchWrite.get();
      if (status == null || !call.getMethodDescriptor().getBareMethodName().equals("BatchWrite")) {
        return next.startCall(call, headers);
      }
      count.incrementAndGet();
      call.close(status, new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }

  /** Counts the requests that were received and are not completely answered. */
  private static final class InFlight implements ServerInterceptor {
    private final String method;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    InFlight(String method) {
      this.method = method;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      if (!call.getMethodDescriptor().getBareMethodName().equals(method)) {
        return next.startCall(call, headers);
      }
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      return next.startCall(
          new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
              now.decrementAndGet();
              super.close(status, trailers);
            }
          },
          headers);
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static ResultSet one() {
    return ResultSet.newBuilder()
        .setMetadata(
            ResultSetMetadata.newBuilder()
                .setRowType(
                    StructType.newBuilder()
                        .addFields(
                            Field.newBuilder()
                                .setName("")
                                .setType(Type.newBuilder().setCode(TypeCode.INT64)))))
        .addRows(ListValue.newBuilder().addValues(Value.newBuilder().setStringValue("1")))
        .build();
  }
}
