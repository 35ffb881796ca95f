package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.TransactionContext;
import com.google.spanner.v1.CommitRequest;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnections;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a mock server that can fail on demand and counts requests. */
@Timeout(120)
class RepeatableTransactionTest {

  private static final Mutation ROW =
      Mutation.newInsertOrUpdateBuilder("T").set("Id").to(1).build();

  private final AtomicInteger works = new AtomicInteger();
  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  private int work(TransactionContext transaction) {
    transaction.buffer(ROW);
    return works.incrementAndGet();
  }

  private void failCommits(Status... statuses) {
    server
        .service()
        .setCommitExecutionTime(
            SimulatedExecutionTime.ofExceptions(
                List.of(statuses).stream().map(s -> (Exception) s.asRuntimeException()).toList()));
  }

  private int run() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return RepeatableTransaction.on(lease.connection()).withTag("a-tag").run(this::work);
    }
  }

  @Test
  void theWorkIsCommittedOnceUnderItsTag() throws Exception {
    assertThat(run()).isEqualTo(1);

    assertThat(server.service().getRequestsOfType(CommitRequest.class))
        .singleElement()
        .satisfies(
            commit -> {
              assertThat(commit.getMutationsCount()).isEqualTo(1);
              assertThat(commit.getRequestOptions().getTransactionTag()).isEqualTo("a-tag");
            });
  }

  @Test
  void aTagThatSpannerDoesNotAcceptIsRejected() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      var transaction = RepeatableTransaction.on(lease.connection());
      assertThatThrownBy(() -> transaction.withTag("a".repeat(51)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Spanner takes a tag of 1 to 50 printable ASCII characters");
    }
  }

  @Test
  void whenTheAnswerToTheCommitIsLost_theWorkIsRepeated() throws Exception {
    failCommits(Status.UNAVAILABLE, Status.DEADLINE_EXCEEDED);

    assertThat(run()).as("result of the last attempt").isEqualTo(3);
    assertThat(server.count(CommitRequest.class)).isEqualTo(3);
  }

  @Test
  void anErrorThatIsNotTransientIsThrownAtOnce() {
    failCommits(Status.PERMISSION_DENIED.withDescription("no"));

    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            SpannerException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    assertThat(works).hasValue(1);
  }

  @Test
  void afterTheDeadlineTheLastFailureIsThrown() throws Exception {
    server
        .service()
        .setCommitExecutionTime(
            SimulatedExecutionTime.ofStickyException(Status.UNAVAILABLE.asRuntimeException()));

    try (var lease = SpannerConnections.acquire(config)) {
      var transaction =
          RepeatableTransaction.on(lease.connection()).withRetryPolicy(OneAttempt.POLICY);
      assertThatThrownBy(() -> transaction.run(this::work))
          .isInstanceOf(SpannerException.class)
          .hasMessageContaining("within the total deadline of 60 s")
          .hasMessageContaining("UNAVAILABLE");
    }
  }

  @Test
  void anExceptionOfTheWorkIsThrownUnchangedAndNothingIsCommitted() throws Exception {
    var thrown = new IllegalArgumentException("not mine");

    try (var lease = SpannerConnections.acquire(config)) {
      var transaction = RepeatableTransaction.on(lease.connection());
      assertThatThrownBy(
              () ->
                  transaction.run(
                      context -> {
                        context.buffer(ROW);
                        throw thrown;
                      }))
          .isSameAs(thrown);
    }
    assertThat(server.count(CommitRequest.class)).isZero();
  }
}
