package dev.lintel.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.cloud.spanner.Statement;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CachedFactsTest {
  private final FakeScheduler clock = new FakeScheduler();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final AtomicInteger reads = new AtomicInteger();
  private final CachedFacts facts = facts(Duration.ofMinutes(1));

  /** A fact of the tests. */
  private record TableCount(int number) {}

  private CachedFacts facts(Duration timeout) {
    return new CachedFacts("the database", executor, clock::nanoTime, timeout);
  }

  private TableCount count() throws InterruptedException {
    return count(() -> new TableCount(reads.incrementAndGet()));
  }

  private TableCount count(Callable<TableCount> read) throws InterruptedException {
    return facts.get(TableCount.class, "all", CachedFacts.MAX_AGE, read);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void aFactIsReadAgainAfterSomeMinutes() throws Exception {
    assertThat(count().number()).isEqualTo(1);
    clock.advance(CachedFacts.MAX_AGE.minusNanos(1));
    assertThat(count().number()).isEqualTo(1);
    clock.advance(Duration.ofNanos(1));
    assertThat(count().number()).isEqualTo(2);
  }

  @Test
  void aFactThatIsOutOfDateIsForgottenOnce() throws Exception {
    TableCount old = count();
    facts.forget(TableCount.class, old);
    TableCount next = count();
    assertThat(next.number()).isEqualTo(2);
    // Another caller meets the same error later, with the same old fact.
    facts.forget(TableCount.class, old);
    assertThat(count()).isSameAs(next);
    facts.clear();
    assertThat(count().number()).isEqualTo(3);
  }

  @Test
  void factsAboutSeveralSubjectsAreKeptApart() throws Exception {
    assertThat(count().number()).isEqualTo(1);
    assertThat(
            facts
                .get(TableCount.class, "some", CachedFacts.MAX_AGE, () -> new TableCount(7))
                .number())
        .isEqualTo(7);
    assertThat(count().number()).isEqualTo(1);
  }

  @Test
  void callersThatWaitForOneAttemptShareItsFailureAndTheNextCallerReadsAgain() throws Exception {
    var proceed = new CountDownLatch(1);
    var failures = new ConcurrentLinkedQueue<Throwable>();
    Callable<TableCount> failing =
        () -> {
          reads.incrementAndGet();
          proceed.await();
          throw SpannerExceptionFactory.newSpannerException(
              ErrorCode.PERMISSION_DENIED, "not for you");
        };
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(new Thread(() -> failures.add(catchThrowable(() -> count(failing)))));
    }
    callers.forEach(Thread::start);
    await().atMost(60, SECONDS).until(() -> callers.stream().allMatch(CachedFactsTest::isWaiting));
    proceed.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(reads).hasValue(1);
    assertThat(failures)
        .hasSize(4)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOfSatisfying(
                        SpannerException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                    .hasMessageContaining("Cannot read the table count of the database")
                    .hasMessageContaining("not for you"));
    assertThat(count().number()).isEqualTo(2);
  }

  @Test
  void aMistakeOfTheReaderIsThrownAsItIs() {
    assertThatThrownBy(
            () ->
                count(
                    () -> {
                      throw new IllegalArgumentException("unknown type");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown type");
  }

  @Test
  void anInterruptedCallerLeavesAndTheOthersGetTheFact() throws Exception {
    var reading = new CountDownLatch(1);
    var proceed = new CountDownLatch(1);
    Callable<TableCount> slow =
        () -> {
          reading.countDown();
          proceed.await();
          return new TableCount(reads.incrementAndGet());
        };
    var left = new CountDownLatch(1);
    var first =
        new Thread(
            () -> {
              if (catchThrowable(() -> count(slow)) instanceof InterruptedException) {
                left.countDown();
              }
            });
    first.start();
    reading.await();
    Future<TableCount> second = executor.submit(() -> count(slow));
    first.interrupt();
    left.await();
    proceed.countDown();
    assertThat(second.get().number()).isEqualTo(1);
  }

  /** The client alone would try for a day. */
  @Test
  void aServerThatIsUnreachableOrSilentIsGivenUpAtTheDeadline() throws Exception {
    try (var server = MockSpannerServer.start();
        var lease = SpannerConnections.acquire(server.newDatabase())) {
      DatabaseClient client = lease.connection().databaseClient();
      Callable<TableCount> query =
          () -> {
            try (var rows = client.singleUse().executeQuery(Statement.of("SELECT 1"))) {
              rows.next();
              return new TableCount(1);
            }
          };
      var impatient = facts(Duration.ofMillis(500));
      server
          .service()
          .setExecuteStreamingSqlExecutionTime(
              SimulatedExecutionTime.ofStickyException(Status.UNAVAILABLE.asRuntimeException()));
      assertGivenUp(impatient, query);
      server.service().setExecuteStreamingSqlExecutionTime(SimulatedExecutionTime.none());
      server.service().freeze();
      try {
        assertGivenUp(impatient, query);
      } finally {
        server.service().unfreeze();
      }
      // The first query after that may take longer than the deadline.
      await()
          .atMost(60, SECONDS)
          .ignoreExceptions()
          .until(
              () ->
                  impatient.get(TableCount.class, "all", CachedFacts.MAX_AGE, query).number() == 1);
    }
  }

  private static void assertGivenUp(CachedFacts impatient, Callable<TableCount> query) {
    assertThatThrownBy(() -> impatient.get(TableCount.class, "all", CachedFacts.MAX_AGE, query))
        .hasMessageContaining("Cannot read the table count of the database within 0.5 s")
        .isInstanceOfSatisfying(
            SpannerException.class,
            e ->
                assertThat(e.getErrorCode())
                    .isIn(ErrorCode.DEADLINE_EXCEEDED, ErrorCode.UNAVAILABLE));
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }
}
