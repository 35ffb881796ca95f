package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that does not answer: the client alone would try for an hour. */
@Timeout(120)
class DatabaseAdministrationTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<String> DDL = List.of("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)");

  private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Spanner spanner = ClientOpener.options(config).getService();
  private final DatabaseAdministration administration =
      new DatabaseAdministration(config, spanner, executor);

  @AfterEach
  void stop() {
    server.close();
    executor.shutdownNow();
    spanner.close();
  }

  @Test
  void aSilentServerIsGivenUp() {
    server.permissions().leaveDdlUnanswered();
    server.neverAnswer("GetInstance");
    assertGivenUp(() -> administration.getDdl(SHORT), "did not send its DDL within 0.2 s");
    assertGivenUp(
        () -> administration.getInstanceConfigId(SHORT),
        "did not name the configuration of its instance within 0.2 s");
    assertGivenUp(
        () -> administration.updateDdl(DDL, null, null, SHORT),
        "did not accept the change of its schema within 0.2 s");
  }

  @Test
  void aChangeThatTakesLongerThanItsLimitIsNotWaitedFor() {
    server.permissions().neverFinishDdl();
    // Later clients ask how far it is within the first second, earlier ones after twenty.
    server.neverAnswer("GetOperation");
    assertGivenUpOnceAccepted(
        limit -> administration.updateDdl(DDL, null, limit),
        "has not changed its schema within %d s; the change goes on");
  }

  @Test
  void whatComesBeforeAChangeCountsInItsLimit() {
    server.permissions().neverFinishDdl();
    server.neverAnswer("GetOperation");
    assertGivenUpOnceAccepted(
        left -> {
          var hour = new TimeLimit(HOUR, System.nanoTime() - HOUR.toNanos() + left.toNanos());
          administration.updateDdl(DDL, null, hour, HOUR);
        },
        "has not changed its schema within 3600 s; the change goes on");
  }

  /** A change of the schema that takes too long. */
  @FunctionalInterface
  private interface EndlessChange {
    void waitFor(Duration limit) throws InterruptedException;
  }

  /**
   * Waits longer each time, until the server accepts the change in time: at once, unless the
   * machine stands still for a while.
   *
   * @param message may contain the limit in seconds
   */
  private void assertGivenUpOnceAccepted(EndlessChange change, String message) {
    for (long seconds : List.of(1L, 4L, 16L, 64L)) {
      Throwable failure = catchThrowable(() -> change.waitFor(Duration.ofSeconds(seconds)));
      assertThat(failure).isInstanceOf(SpannerException.class);
      if (!failure.getMessage().contains("did not accept")) {
        assertGivenUp(
            () -> {
              throw failure;
            },
            message.formatted(seconds));
        return;
      }
    }
    fail("The server accepts no change");
  }

  @Test
  void aChangeThatIsNotAcceptedWithinItsLimitIsNotWaitedFor() {
    server.permissions().leaveDdlUnanswered();
    assertGivenUp(
        () -> administration.updateDdl(DDL, null, SHORT),
        "did not accept the change of its schema within 0.2 s");
  }

  @Test
  void aDatabaseWhoseCreationIsNotAcceptedIsNotWaitedFor() {
    server.neverAnswer("CreateInstance");
    server.neverAnswer("CreateDatabase");
    assertGivenUp(
        () -> DatabaseCreation.create(config, Dialect.GOOGLE_STANDARD_SQL, DDL, SHORT),
        "has not been created within 0.2 s");
  }

  @Test
  void whatIsNotWaitedForIsCancelled() throws Exception {
    assertCancelled("UpdateDatabaseDdl", () -> administration.updateDdl(DDL, null, HOUR));
    assertCancelled(
        "CreateDatabase",
        () -> DatabaseCreation.create(config, Dialect.GOOGLE_STANDARD_SQL, DDL, HOUR));
  }

  /** The caller leaves when the call has arrived, however long that takes. */
  private void assertCancelled(String method, ThrowingCallable request) throws Exception {
    server.neverAnswer(method);
    var failure = new CompletableFuture<Throwable>();
    var caller = new Thread(() -> failure.complete(catchThrowable(request)));
    caller.start();
    server.received(method).get();
    caller.interrupt();
    // The end of a client would not cancel it.
    assertThat(server.cancelled(method)).succeedsWithin(Duration.ofSeconds(60));
    assertThat(failure.get()).isNotNull();
  }

  @Test
  void anUnreachableServerIsGivenUp() {
    server.close();
    assertGivenUp(() -> administration.getDdl(SHORT), "did not send its DDL within 0.2 s");
    assertGivenUp(
        () -> administration.updateDdl(DDL, null, null, SHORT),
        "did not accept the change of its schema within 0.2 s");
  }

  private void assertGivenUp(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .hasMessageContaining(config.describe() + " " + message)
        .isInstanceOfSatisfying(
            SpannerException.class, e -> assertCode(e, ErrorCode.DEADLINE_EXCEEDED));
  }

  @Test
  void anErrorOfTheServerIsThrown() {
    assertThatThrownBy(administration::getDdl)
        .isInstanceOfSatisfying(
            SpannerException.class, e -> assertCode(e, ErrorCode.UNIMPLEMENTED));
  }

  @Test
  void anInterruptedCallerLeaves() throws Exception {
    server.permissions().leaveDdlUnanswered();
    var failure = new CompletableFuture<Throwable>();
    var caller = new Thread(() -> failure.complete(catchThrowable(administration::getDdl)));
    caller.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    caller.interrupt();
    assertThatThrownBy(
            () -> {
              throw failure.get();
            })
        .isInstanceOfSatisfying(SpannerException.class, e -> assertCode(e, ErrorCode.CANCELLED));
  }

  private static void assertCode(SpannerException error, ErrorCode code) {
    assertThat(error.getErrorCode()).isEqualTo(code);
  }
}
