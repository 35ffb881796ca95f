package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestTimeoutTest {
  private static final RequestTimeout SHORT = new RequestTimeout(Duration.ofSeconds(1));

  private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  @AfterEach
  void stop() {
    server.close();
  }

  private void assertGivenUp(RequestTimeout.Question<?> question) {
    assertThatThrownBy(() -> SHORT.await("the answer", question))
        .isInstanceOfSatisfying(
            SpannerException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
        .hasMessage(
            "DEADLINE_EXCEEDED: Spanner was asked for the answer and has not answered within 1 s"
                + " (--requestTimeoutSeconds)");
  }

  private static long one(SpannerConnection connection) {
    try (var rows =
        connection.databaseClient().singleUse().executeQuery(Statement.of("SELECT 1"))) {
      rows.next();
      return rows.getLong(0);
    }
  }

  @Test
  void anAnswerInTimeIsReturned() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      assertThat(RequestTimeout.DEFAULT.await("one", () -> one(lease.connection()))).isEqualTo(1);
    }
  }

  @Test
  void aQueryThatIsNotAnsweredIsGivenUp() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      server.neverAnswer("ExecuteStreamingSql");
      assertGivenUp(() -> one(lease.connection()));
    }
  }

  /** It goes to the administration API, whose retries a deadline of gRPC does not end. */
  @Test
  void aRequestForTheDdlThatIsNotAnsweredIsGivenUp() throws Exception {
    server.neverAnswer("GetDatabaseDdl");
    try (var lease = SpannerConnections.acquire(config)) {
      assertGivenUp(lease.connection()::getDdl);
    }
  }

  @Test
  void soIsWhatCannotBeCancelled() {
    var never = new CountDownLatch(1);
    assertGivenUp(
        () -> {
          while (never.getCount() > 0) {
            try {
              never.await();
            } catch (InterruptedException e) {
              // As a wait that ignores it.
              never.countDown();
            }
          }
          return null;
        });
  }

  @Test
  void theFailureOfTheQuestionIsThrownAsItIs() {
    var failure = new IllegalArgumentException("an unknown type");
    assertThatThrownBy(
            () ->
                RequestTimeout.DEFAULT.await(
                    "the schema",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void anInterruptEndsTheWait() {
    var never = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                RequestTimeout.DEFAULT.await(
                    "nothing",
                    () -> {
                      never.await();
                      return null;
                    }))
        .isInstanceOf(InterruptedException.class);
  }
}
