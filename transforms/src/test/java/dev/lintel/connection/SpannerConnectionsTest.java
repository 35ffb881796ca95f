package dev.lintel.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.SessionNotFoundException;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.Iterables;
import com.google.spanner.v1.CreateSessionRequest;
import com.google.spanner.v1.ExecuteSqlRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The registry of the process, with real clients against a real gRPC server. */
@Timeout(120)
class SpannerConnectionsTest {
  private static final AtomicInteger SETUPS = new AtomicInteger();

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();

  @Test
  void manyDoFnsOnManyThreadsShareOneClient() {
    var config = server.newDatabase();
    SETUPS.set(0);
    var pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs("--runner=DirectRunner", "--targetParallelism=8")
                .create());
    var numbers = pipeline.apply(Create.of(1, 2, 3, 4, 5, 6, 7, 8));
    for (int i = 0; i < 5; i++) {
      numbers =
          numbers
              .apply("Ask " + i, ParDo.of(new AskDialectFn(config)))
              .apply("Break fusion " + i, Reshuffle.viaRandomKey());
    }
    pipeline.run().waitUntilFinish();

    assertThat(SETUPS).hasValueGreaterThanOrEqualTo(5);
    assertThat(SpannerConnections.statistics().openedByDatabase())
        .containsEntry(config.resourceName(), 1L);
    // One multiplexed session for each client, counted by the server.
    assertThat(server.count(CreateSessionRequest.class)).isEqualTo(1);
  }

  @Test
  void aTeardownWithoutSetupAndAfterAFailedSetupIsHarmless() {
    server
        .service()
        .setExecuteStreamingSqlExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                Status.PERMISSION_DENIED.withDescription("not for you").asRuntimeException()));
    var never = new AskDialectFn(server.newDatabase());
    never.disconnect();

    var failing = new AskDialectFn(server.newDatabase());
    assertThatThrownBy(failing::connect)
        .isInstanceOf(ConnectionFailedException.class)
        .hasMessageContaining("Cannot connect to projects/test-project")
        .hasMessageContaining("not for you");
    failing.disconnect();
    failing.disconnect();
  }

  @Test
  void aMissingDatabaseIsDistinguishedFromOtherFailures() {
    server
        .service()
        .setExecuteStreamingSqlExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                Status.NOT_FOUND.withDescription("Database not found").asRuntimeException()));
    assertThatThrownBy(() -> SpannerConnections.acquire(server.newDatabase()))
        .isInstanceOfSatisfying(
            ConnectionFailedException.class,
            e -> {
              assertThat(e.isDatabaseMissing()).isTrue();
              assertThat(e.getErrorCode()).isEqualTo(ErrorCode.NOT_FOUND);
            });
  }

  @Test
  void aSessionThatIsUnknownForAMomentIsUsedFurther() throws Exception {
    try (var lease = SpannerConnections.acquire(server.newDatabase())) {
      server
          .service()
          .setExecuteStreamingSqlExecutionTime(
              SimulatedExecutionTime.ofException(unknown(sessionOfTheLastQuery())));

      ask(lease.connection().databaseClient());

      assertThat(server.count(CreateSessionRequest.class)).isEqualTo(1);
      assertThat(lease.connection()).isNotNull();
    }
  }

  @Test
  void aLostSessionIsReplacedByTheNextLease() throws Exception {
    var config = server.newDatabase();
    var connections =
        new ConnectionRegistry(
            new ClientOpener(Duration.ofMillis(300)),
            DelayScheduler.system("loss-test"),
            Duration.ofSeconds(1));
    try (var holder = connections.acquire(config)) {
      DatabaseClient client = holder.connection().databaseClient();
      String session = sessionOfTheLastQuery();
      // A snapshot that another process began fails for its readers only.
      loseSession("projects/p/instances/i/databases/d/sessions/of-another-process");
      assertThatThrownBy(() -> ask(client)).isInstanceOf(SessionNotFoundException.class);
      server.service().removeAllExecutionTimes();
      ask(holder.connection().databaseClient());
      assertThat(server.count(CreateSessionRequest.class)).isEqualTo(1);

      loseSession(session);
      assertThatThrownBy(() -> ask(client)).isInstanceOf(SessionNotFoundException.class);
      assertThatThrownBy(holder::connection).isInstanceOf(ConnectionLostException.class);
      server.service().removeAllExecutionTimes();
      try (var next = connections.acquire(config);
          var another = connections.acquire(config)) {
        ask(next.connection().databaseClient());
        assertThat(another.connection()).isSameAs(next.connection());
      }
    }
    assertThat(server.count(CreateSessionRequest.class)).isEqualTo(2);
  }

  private String sessionOfTheLastQuery() {
    return Iterables.getLast(server.service().getRequestsOfType(ExecuteSqlRequest.class))
        .getSession();
  }

  private void loseSession(String session) {
    server
        .service()
        .setExecuteStreamingSqlExecutionTime(
            SimulatedExecutionTime.ofStickyException(unknown(session)));
  }

  private StatusRuntimeException unknown(String session) {
    return server.service().createSessionNotFoundException(session);
  }

  private static void ask(DatabaseClient client) {
    try (var rows = client.singleUse().executeQuery(Statement.of("SELECT 1"))) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void anEndpointThatIsSilentHoldsUpNobody() throws Exception {
    var pool = Executors.newSingleThreadExecutor();
    try (var silent = MockSpannerServer.start()) {
      silent.service().freeze();
      var patient = silent.newDatabase().withConnectTimeout(Duration.ofMinutes(10));
      try {
        Future<Lease> stuck = pool.submit(() -> SpannerConnections.acquire(patient));
        await().atMost(60, SECONDS).until(() -> silent.openConnections() == 1);
        askDialectOfANewDatabase();
        assertThat(stuck).as("still connecting").isNotDone();

        silent.service().unfreeze();
        stuck.get().close();
      } finally {
        silent.service().unfreeze();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anEndpointThatNeverAnswersIsGivenUp() throws Exception {
    var limit = Duration.ofSeconds(1);
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var hanging =
          server
              .newDatabase()
              .withHost("http://localhost:" + silent.getLocalPort())
              .withConnectTimeout(limit);
      long begin = System.nanoTime();
      assertThatThrownBy(() -> SpannerConnections.acquire(hanging))
          .isInstanceOf(ConnectionFailedException.class)
          .hasMessageContaining("at http://localhost:" + silent.getLocalPort())
          .hasMessageContaining("DEADLINE_EXCEEDED");
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(limit, ConnectionConfig.DEFAULT_CONNECT_TIMEOUT);
    }
  }

  private void askDialectOfANewDatabase() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(server.newDatabase())) {
      assertThat(lease.connection().databaseClient().getDialect()).isNotNull();
    }
  }

  private static final class AskDialectFn extends ConnectedDoFn<Integer, Integer> {
    AskDialectFn(ConnectionConfig config) {
      super(config);
    }

    @Override
    protected void onConnected(SpannerConnection connection) {
      SETUPS.incrementAndGet();
    }

    @DoFn.ProcessElement
    public void process(@Element Integer number, OutputReceiver<Integer> out) {
      if (connection().config().isEmulator()) {
        throw new IllegalStateException("not the mock server");
      }
      out.output(number);
    }
  }
}
