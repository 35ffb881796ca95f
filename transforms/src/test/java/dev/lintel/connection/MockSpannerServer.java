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
import io.grpc.ForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Google's mock of the Spanner service behind a real gRPC server on a local port. Tests use it to
 * inject latency and faults, and to count requests.
 */
public final class MockSpannerServer implements AutoCloseable {
  private static final AtomicLong DATABASES = new AtomicLong();

  private final MockSpannerServiceImpl service = new MockSpannerServiceImpl();
  private final PermissionsService permissions = new PermissionsService();
  private final ReadsInFlight readsInFlight = new ReadsInFlight();
  private final SilentMethods silent = new SilentMethods();
  private final Server server;

  private MockSpannerServer() {
    service.setAbortProbability(0);
    service.putStatementResult(StatementResult.query(Statement.of("SELECT 1"), one()));
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(service)
              .addService(permissions.definition())
              .intercept(readsInFlight)
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
    return new MockSpannerServer();
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
        "http://localhost:" + server.getPort(),
        null,
        null,
        CredentialsSource.NONE,
        1);
  }

  /** Returns how many requests of this type the server has received. */
  public int count(Class<? extends AbstractMessage> request) {
    return service.countRequestsOfType(request);
  }

  /** Returns the most reads that were in flight at a time since the last call. */
  public int mostReadsInFlight() {
    return readsInFlight.most.getAndSet(0);
  }

  /** Counts the reads that were received and are not completely answered. */
  private static final class ReadsInFlight implements ServerInterceptor {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      if (!call.getMethodDescriptor().getBareMethodName().equals("StreamingRead")) {
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
