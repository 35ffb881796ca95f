package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.TimestampBound;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests for which the caller has set no deadline, to a server that goes wrong. */
@Timeout(120)
class GuardedRequestsTest {
  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  private static Stream<Consumer<SpannerConnection>> requests() {
    return Stream.of(
        GuardedRequestsTest::ask,
        connection -> {
          try (var transaction = connection.databaseClient().readOnlyTransaction();
              var rows = transaction.executeQuery(Statement.of("SELECT 1"))) {
            rows.next();
          }
        },
        connection -> connection.batchClient().batchReadOnlyTransaction(TimestampBound.strong()));
  }

  private static void ask(SpannerConnection connection) {
    try (var rows =
        connection.databaseClient().singleUse().executeQuery(Statement.of("SELECT 1"))) {
      assertThat(rows.next()).isTrue();
    }
  }

  private ConnectionConfig impatient() {
    return config.withTotalDeadline(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aServerThatIsGoneIsGivenUp(Consumer<SpannerConnection> request) throws Exception {
    try (var lease = SpannerConnections.acquire(impatient())) {
      SpannerConnection connection = lease.connection();
      var gone = SimulatedExecutionTime.ofStickyException(Status.UNAVAILABLE.asRuntimeException());
      server.service().setExecuteStreamingSqlExecutionTime(gone);
      server.service().setBeginTransactionExecutionTime(gone);

      assertThatThrownBy(() -> request.accept(connection))
          .isInstanceOf(SpannerException.class)
          .hasMessageContaining(" in " + config.describe());
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aServerThatDoesNotAnswerIsGivenUp(Consumer<SpannerConnection> request) throws Exception {
    try (var lease = SpannerConnections.acquire(impatient())) {
      SpannerConnection connection = lease.connection();
      server.neverAnswer("ExecuteStreamingSql", "BeginTransaction");

      assertThatThrownBy(() -> request.accept(connection))
          .isInstanceOf(SpannerException.class)
          .hasMessageContaining("DEADLINE_EXCEEDED")
          .hasMessageContaining(" in " + config.describe());
    }
  }

  @Test
  void aQueryThatTheServerGivesUpIsMadeAgain() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      server
          .service()
          .setExecuteStreamingSqlExecutionTime(
              SimulatedExecutionTime.ofException(
                  Status.DEADLINE_EXCEEDED.withDescription("slow").asRuntimeException()));

      ask(lease.connection());
    }
  }

  /** The client would remember the failure as long as the connection is open. */
  @Test
  void aServerThatIsBrokenForAMomentIsAskedForItsDialectAgain() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      DatabaseClient client = lease.connection().databaseClient();
      server
          .service()
          .setExecuteStreamingSqlExecutionTime(
              SimulatedExecutionTime.ofException(
                  Status.INTERNAL.withDescription("broken").asRuntimeException()));
      assertThatThrownBy(client::getDialect).hasMessageContaining("broken");

      assertThat(client.getDialect()).isEqualTo(Dialect.GOOGLE_STANDARD_SQL);
    }
  }

  @Test
  void aRefusalSaysWhatWasAsked() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      SpannerConnection connection = lease.connection();
      server.denyQueries("no right");

      assertThatThrownBy(() -> ask(connection))
          .hasMessageMatching(
              "PERMISSION_DENIED: ExecuteStreamingSql in \\Q%s\\E failed after [0-9.]+ s: no right"
                  .formatted(config.describe()));
    }
  }
}
