package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.DatabaseId;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.ResultSets;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerOptions;
import com.google.cloud.spanner.SpannerOptions.CallContextConfigurator;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Type;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.SpannerGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a stream of the client, and what must not. */
@Timeout(60)
class StreamLimitsTest {
  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  /** How long each call could take when it was begun, by the last of each method. */
  private final Map<String, Duration> limits = new ConcurrentHashMap<>();

  private Spanner client(ClientInterceptor... interceptors) {
    return ClientOpener.options(config, interceptors).getService();
  }

  private DatabaseClient database(Spanner client) {
    return client.getDatabaseClient(
        DatabaseId.of(config.projectId(), config.instanceId(), config.databaseId()));
  }

  private static boolean ask(DatabaseClient database) {
    try (ResultSet rows = database.singleUse().executeQuery(Statement.of("SELECT 1"))) {
      return rows.next();
    }
  }

  /** Records the limits of calls, and ends the first one of each of these methods at once. */
  private final class Calls implements ClientInterceptor {
    private final Set<String> toEnd = ConcurrentHashMap.newKeySet();

    Calls(String... toEnd) {
      this.toEnd.addAll(List.of(toEnd));
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      String name = method.getBareMethodName();
      if (toEnd.remove(name)) {
        return next.newCall(method, options.withDeadlineAfter(0, TimeUnit.NANOSECONDS));
      }
      limits.put(
          name,
          options.getDeadline() == null
              ? Duration.ofDays(365_000)
              : Duration.ofNanos(options.getDeadline().timeRemaining(TimeUnit.NANOSECONDS)));
      return next.newCall(method, options);
    }
  }

  @Test
  void aStreamMayTakeDays() {
    try (Spanner client = client(new Calls())) {
      assertThat(ask(database(client))).isTrue();
      // The mock has no rows for it; the call is all that is of interest.
      assertThatThrownBy(
          () -> {
            try (ResultSet rows =
                database(client).singleUse().read("T", KeySet.all(), List.of("Id"))) {
              rows.next();
            }
          });
    }
    assertThat(limits.get("ExecuteStreamingSql")).isGreaterThan(Duration.ofDays(300));
    assertThat(limits.get("StreamingRead")).isGreaterThan(Duration.ofDays(300));
  }

  @Test
  void theDeadlineOfTheCallerEndsAStream() {
    var passing =
        new PassingAnswers(new UnknownSessions(UnknownSessions.PATIENCE, System::nanoTime));
    try (Spanner client = client(passing)) {
      DatabaseClient database = database(client);
      assertThat(ask(database)).isTrue();
      server.neverAnswer("ExecuteStreamingSql");

      assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(200), () -> ask(database)))
          .isInstanceOf(SpannerException.class)
          .hasMessageContaining("DEADLINE_EXCEEDED");
    }
  }

  @Test
  void whatOnlyTheLimitOfTheClientEndsIsMadeAgain() {
    var passing =
        new PassingAnswers(new UnknownSessions(UnknownSessions.PATIENCE, System::nanoTime));
    try (Spanner client = client(passing, new Calls("ExecuteStreamingSql", "BeginTransaction"))) {
      assertThat(ask(database(client))).isTrue();
      try (var transaction = database(client).readOnlyTransaction();
          ResultSet rows = transaction.executeQuery(Statement.of("SELECT 1"))) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @Test
  void theClientDoesNotWatchAStreamThatIsGuarded() {
    ApiCallContext ofStream = whileOpening(StreamLimitsTest::ofThisCall);

    assertThat(ofStream.getStreamIdleTimeoutDuration()).isEqualTo(Duration.ZERO);
    assertThat(ofStream.getStreamWaitTimeoutDuration()).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatTheCallerHasSetForItsCallsStays() {
    CallContextConfigurator ofCaller =
        new CallContextConfigurator() {
          @Override
          public <Q, A> ApiCallContext configure(
              ApiCallContext context, Q request, MethodDescriptor<Q, A> method) {
            return GrpcCallContext.createDefault().withTimeoutDuration(Duration.ofSeconds(7));
          }
        };
    Context context =
        Context.current().withValue(SpannerOptions.CALL_CONTEXT_CONFIGURATOR_KEY, ofCaller);
    Context previous = context.attach();
    try {
      ApiCallContext ofStream = whileOpening(StreamLimitsTest::ofThisCall);

      assertThat(ofStream.getTimeoutDuration()).isEqualTo(Duration.ofSeconds(7));
      assertThat(ofStream.getStreamIdleTimeoutDuration()).isEqualTo(Duration.ZERO);
    } finally {
      context.detach(previous);
    }
  }

  /** Returns what a call begun now adds to the context that the client has for it. */
  private static ApiCallContext ofThisCall() {
    Duration halfAnHour = Duration.ofMinutes(30);
    GrpcCallContext ofClient =
        GrpcCallContext.createDefault()
            .withStreamIdleTimeoutDuration(halfAnHour)
            .withStreamWaitTimeoutDuration(halfAnHour);
    return ofClient.merge(
        SpannerOptions.CALL_CONTEXT_CONFIGURATOR_KEY
            .get()
            .configure(
                ofClient,
                ExecuteSqlRequest.getDefaultInstance(),
                SpannerGrpc.getExecuteStreamingSqlMethod()));
  }

  private static ApiCallContext whileOpening(Supplier<ApiCallContext> look) {
    var seen = new ApiCallContext[1];
    StallGuard.open(
            "The read of T in D",
            Duration.ofMinutes(15),
            () -> {
              seen[0] = look.get();
              return ResultSets.forRows(Type.struct(), List.of());
            },
            new FakeScheduler())
        .close();
    return seen[0];
  }
}
