package dev.lintel.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that is dropped and created again under its name, and a server that forgets all. */
@Timeout(300)
class ConnectionLossIT {
  /** Connections that are given up sooner than those of the process. */
  private final ConnectionRegistry connections =
      new ConnectionRegistry(
          new ClientOpener(Duration.ofMillis(300)),
          DelayScheduler.system("loss-test"),
          Duration.ofSeconds(1));

  private static final String TABLE = "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)";

  /** A request of a client. */
  @FunctionalInterface
  private interface Request {
    void send(SpannerConnection connection);
  }

  private static Stream<Request> requests() {
    return Stream.of(
        ConnectionLossIT::query,
        connection -> {
          try (var rows =
              connection.databaseClient().singleUse().read("T", KeySet.all(), List.of("Id"))) {
            rows.next();
          }
        },
        connection ->
            connection
                .databaseClient()
                .writeAtLeastOnce(
                    List.of(Mutation.newInsertOrUpdateBuilder("T").set("Id").to(1).build())),
        connection ->
            connection
                .databaseClient()
                .readWriteTransaction()
                .run(
                    transaction ->
                        transaction.executeUpdate(
                            Statement.of("UPDATE T SET Id = Id WHERE FALSE"))),
        connection ->
            connection
                .batchClient()
                .batchReadOnlyTransaction(TimestampBound.strong())
                .getReadTimestamp());
  }

  private static void query(SpannerConnection connection) {
    try (var rows =
        connection.databaseClient().singleUse().executeQuery(Statement.of("SELECT Id FROM T"))) {
      rows.next();
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  @SpannerDatabase(ddl = TABLE)
  void givenTheDatabaseIsDroppedAndRestored_holdersFailAndTheNextLeaseWorks(
      Request request, EmulatorDatabase database, SpannerEmulator emulator) throws Exception {
    ConnectionConfig config = EmulatorConfig.of(database);
    try (var holder = connections.acquire(config)) {
      // Partitioned reads have a session of their own, which is created for the first of them.
      request.send(holder.connection());
      emulator.dropDatabase(database);
      emulator.createDatabase(
          database.instanceId(), database.databaseId(), database.dialect(), List.of(TABLE));

      SpannerConnection connection = holder.connection();
      // The client repeats no commit, so it is sent until the session has been unknown for long.
      await()
          .atMost(60, SECONDS)
          .untilAsserted(
              () -> {
                assertThatThrownBy(() -> request.send(connection))
                    .isInstanceOf(SpannerException.class);
                assertThatThrownBy(holder::connection)
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining(config.describe());
              });
      try (var next = connections.acquire(config)) {
        request.send(next.connection());
      }
    }
  }

  @Test
  void givenTheServerIsRestarted_holdersFailAndTheNextLeaseWorks() throws Exception {
    ConnectionConfig config;
    Lease holder;
    int port;
    try (var emulator = SpannerEmulator.builder().abortProbability(20).start()) {
      var database =
          emulator.createDatabase("restarted", Dialect.GOOGLE_STANDARD_SQL, List.of(TABLE));
      config = EmulatorConfig.of(database);
      port = Integer.parseInt(emulator.getHost().replaceFirst(".*:", ""));
      holder = connections.acquire(config);
      query(holder.connection());
    }
    try (var emulator = SpannerEmulator.builder().port(port).start()) {
      emulator.createDatabase("restarted", Dialect.GOOGLE_STANDARD_SQL, List.of(TABLE));
      SpannerConnection connection = holder.connection();
      assertThatThrownBy(() -> query(connection)).isInstanceOf(SpannerException.class);
      assertThatThrownBy(holder::connection).isInstanceOf(ConnectionLostException.class);
      try (var next = connections.acquire(config)) {
        query(next.connection());
        assertThat(next.connection().config()).isEqualTo(config);
      }
    } finally {
      holder.close();
    }
  }
}
