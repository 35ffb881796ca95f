package dev.lintel.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.RequestTimeout;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger whose database stops answering in the middle of a transaction. */
@Timeout(60)
class SilentLedgerTest {
  private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();
  private final RunLedger ledger = new RunLedger(config, new RequestTimeout(Duration.ofSeconds(1)));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BeginTransaction", "Commit"})
  void aTransactionIsGivenUp(String method) throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      assertThat(lease.connection().config()).isEqualTo(config);
      server.neverAnswer(method);

      assertThatThrownBy(() -> ledger.nameDataflowJob("nightly", "run", "job"))
          .isInstanceOfSatisfying(
              SpannerException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
          .hasMessage(
              "DEADLINE_EXCEEDED: Spanner was asked for the record of runs in %s and has not answered within 1 s (--requestTimeoutSeconds)"
                  .formatted(config.describe()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "StreamingRead")
  void soIsAReadOfTheKeysOwner(String method) throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      assertThat(lease.connection().config()).isEqualTo(config);
      server.neverAnswer(method);

      assertThatThrownBy(() -> ledger.owner("nightly"))
          .hasMessageContaining("Spanner was asked for the record of runs in ");
    }
  }
}
