package dev.lintel.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerExceptionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConnectionRegistryTest {
  private static final Duration LINGER = Duration.ofMinutes(1);
  private static final ConnectionConfig A = config("a");
  private static final ConnectionConfig B = config("b");

  private final FakeScheduler scheduler = new FakeScheduler();
  private final ConcurrentLinkedQueue<FakeSpanner> clients = new ConcurrentLinkedQueue<>();
  private final ConnectionRegistry registry =
      new ConnectionRegistry(
          (config, usage) -> {
            var client = new FakeSpanner();
            clients.add(client);
            return client.connection(config, usage);
          },
          scheduler,
          LINGER);

  private static ConnectionConfig config(String database) {
    return new ConnectionConfig(
        "p", "i", database, null, "localhost:1", null, CredentialsSource.NONE, 4);
  }

  @Test
  void equalConfigsShareOneConnection() throws Exception {
    try (var first = registry.acquire(A);
        var second = registry.acquire(config("a"))) {
      assertThat(second.connection()).isSameAs(first.connection());
    }
    assertThat(registry.statistics().opened()).isEqualTo(1);
  }

  @Test
  void configsThatDifferInTheConnectTimeoutOnlyShareOneConnection() throws Exception {
    try (var first = registry.acquire(A);
        var second = registry.acquire(A.withConnectTimeout(Duration.ofSeconds(1)))) {
      assertThat(second.connection()).isSameAs(first.connection());
    }
    assertThat(registry.statistics().opened()).isEqualTo(1);
  }

  @Test
  void differentConfigsGetConnectionsOfTheirOwn() throws Exception {
    try (var first = registry.acquire(A);
        var second = registry.acquire(B);
        var third = registry.acquire(A.withDatabaseRole("reader"))) {
      assertThat(second.connection()).isNotSameAs(first.connection());
      assertThat(third.connection()).isNotSameAs(first.connection());
    }
    assertThat(registry.statistics().opened()).isEqualTo(3);
  }

  @Test
  void manyThreadsAtOnceOpenOneConnection() throws Exception {
    int threads = 32;
    var start = new CountDownLatch(1);
    var connections = new ConcurrentLinkedQueue<SpannerConnection>();
    var pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  try (var lease = registry.acquire(A)) {
                    connections.add(lease.connection());
                  }
                  return null;
                }));
      }
      start.countDown();
      for (var future : futures) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(connections).hasSize(threads).containsOnly(connections.element());
    assertThat(registry.statistics().opened()).isEqualTo(1);
  }

  @Test
  void closingALeaseTwiceReleasesItOnce() throws Exception {
    var first = registry.acquire(A);
    var second = registry.acquire(A);
    first.close();
    first.close();
    scheduler.advance(LINGER.multipliedBy(2));

    assertThat(clients.element().isClosed()).isFalse();
    assertThat(second.connection().databaseClient().getDialect()).isNotNull();
    assertThat(registry.statistics().leases()).isEqualTo(1);
  }

  @Test
  void aClosedLeaseGivesNoConnection() throws Exception {
    var lease = registry.acquire(A);
    lease.close();
    assertThatThrownBy(lease::connection)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("This lease on a has been closed");
  }

  @Test
  void anUnusedConnectionLingersAndIsLeasedAgain() throws Exception {
    SpannerConnection connection;
    try (var lease = registry.acquire(A)) {
      connection = lease.connection();
    }
    scheduler.advance(LINGER.minusNanos(1));
    assertThat(clients.element().isClosed()).isFalse();
    try (var lease = registry.acquire(A)) {
      assertThat(lease.connection()).isSameAs(connection);
    }
    // The minute starts at the last release, not at the first.
    scheduler.advance(LINGER.minusNanos(1));
    assertThat(clients.element().isClosed()).isFalse();
    scheduler.advance(Duration.ofNanos(1));
    assertThat(clients.element().isClosed()).isTrue();
    assertThat(registry.statistics().open()).isZero();
  }

  @Test
  void afterLingeringTheNextLeaseOpensAnotherConnection() throws Exception {
    registry.acquire(A).close();
    scheduler.advance(LINGER);
    try (var lease = registry.acquire(A)) {
      assertThat(lease.connection().databaseClient().getDialect()).isNotNull();
    }
    assertThat(registry.statistics().opened()).isEqualTo(2);
  }

  @Test
  void aLeasedConnectionIsNeverClosedHoweverLongItTakes() throws Exception {
    try (var lease = registry.acquire(A)) {
      registry.acquire(A).close();
      scheduler.advance(Duration.ofDays(1));
      assertThat(lease.connection().databaseClient().getDialect()).isNotNull();
    }
  }

  @Test
  void manyReleasesLeaveOnePendingCheck() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      registry.acquire(A).close();
    }
    assertThat(scheduler.pending()).isEqualTo(1);
  }

  @Test
  void aFailedConnectReachesEveryWaitingCallerAndTheNextCallerConnectsAgain() throws Exception {
    int threads = 8;
    var attempts = new AtomicInteger();
    var proceed = new CountDownLatch(1);
    var failing =
        new ConnectionRegistry(
            (config, usage) -> {
              if (attempts.incrementAndGet() == 1) {
                awaitQuietly(proceed);
                throw SpannerExceptionFactory.newSpannerException(
                    ErrorCode.PERMISSION_DENIED, "no right to connect");
              }
              return new FakeSpanner().connection(config, usage);
            },
            scheduler,
            LINGER);
    var waiting = new CountDownLatch(threads);
    var failures = new ConcurrentLinkedQueue<Throwable>();
    var pool = Executors.newFixedThreadPool(threads);
    try {
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        var caller =
            new Thread(
                () -> {
                  waiting.countDown();
                  failures.add(catchThrowable(() -> failing.acquire(A)));
                });
        caller.start();
        callers.add(caller);
      }
      waiting.await();
      // All threads are past the latch; wait until each is blocked in acquire().
      for (var caller : callers) {
        while (caller.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
      }
      proceed.countDown();
      for (var caller : callers) {
        caller.join();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(attempts).hasValue(1);
    assertThat(failures)
        .hasSize(threads)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(ConnectionFailedException.class)
                    .hasMessageContaining("Cannot connect to projects/p/instances/i/databases/a")
                    .hasMessageContaining("no right to connect")
                    .extracting(e -> ((ConnectionFailedException) e).getErrorCode())
                    .isEqualTo(ErrorCode.PERMISSION_DENIED))
        .doesNotHaveDuplicates();
    try (var lease = failing.acquire(A)) {
      assertThat(lease.connection()).isNotNull();
    }
    assertThat(attempts).hasValue(2);
    assertThat(failing.statistics().opened()).isEqualTo(1);
  }

  @Test
  void aLostConnectionIsReplacedAtOnceAndClosedByItsLastUser() throws Exception {
    var first = registry.acquire(A);
    var second = registry.acquire(A);
    FakeSpanner lost = clients.element();
    lost.loseDatabase();

    assertThatThrownBy(first::connection)
        .isInstanceOf(ConnectionLostException.class)
        .hasMessageContaining("The connection to projects/p/instances/i/databases/a")
        .hasMessageContaining("is lost (Database not found)");
    try (var next = registry.acquire(A)) {
      assertThat(next.connection().databaseClient().getDialect()).isNotNull();
      assertThat(registry.statistics().opened()).isEqualTo(2);
      first.close();
      scheduler.advance(Duration.ZERO);
      assertThat(lost.isClosed()).as("has another user").isFalse();
      second.close();
      scheduler.advance(Duration.ZERO);
      assertThat(lost.isClosed()).isTrue();
      scheduler.advance(LINGER.multipliedBy(2));
      assertThat(next.connection().databaseClient().getDialect()).isNotNull();
    }
    assertThat(registry.statistics().open()).isEqualTo(1);
    assertThat(registry.statistics().leases()).isZero();
  }

  @Test
  void aConnectionThatIsLostWhileItLingersIsClosedAndNotLeased() throws Exception {
    registry.acquire(A).close();
    FakeSpanner lost = clients.element();
    lost.loseDatabase();
    scheduler.advance(Duration.ZERO);
    assertThat(lost.isClosed()).isTrue();
    registry.acquire(A).close();
    scheduler.advance(LINGER);
    assertThat(registry.statistics().opened()).isEqualTo(2);
    assertThat(registry.statistics().open()).isZero();
  }

  @Test
  void anInterruptedCallerLeavesAndTheOthersGetTheConnection() throws Exception {
    var connecting = new CountDownLatch(1);
    var proceed = new CountDownLatch(1);
    var slow = slow(connecting, proceed);
    var pool = Executors.newCachedThreadPool();
    try {
      var failure = new CompletableFuture<Throwable>();
      var first = new Thread(() -> failure.complete(catchThrowable(() -> slow.acquire(A))));
      first.start();
      connecting.await();
      Future<Lease> second = pool.submit(() -> slow.acquire(A));
      first.interrupt();
      assertThat(failure.get()).isInstanceOf(InterruptedException.class);
      proceed.countDown();
      try (var lease = second.get()) {
        assertThat(lease.connection().databaseClient().getDialect()).isNotNull();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(slow.statistics().opened()).isEqualTo(1);
    assertThat(slow.statistics().leases()).isZero();
  }

  @Test
  void aConnectionThatNobodyWaitsForAnyMoreLingersAndIsClosed() throws Exception {
    var connecting = new CountDownLatch(1);
    var proceed = new CountDownLatch(1);
    var slow = slow(connecting, proceed);
    var failure = new CompletableFuture<Throwable>();
    var only = new Thread(() -> failure.complete(catchThrowable(() -> slow.acquire(A))));
    only.start();
    connecting.await();
    only.interrupt();
    assertThat(failure.get()).isInstanceOf(InterruptedException.class);
    // Longer than it lingers: while it connects, nothing is due.
    scheduler.advance(LINGER.multipliedBy(2));
    assertThat(scheduler.pending()).isZero();
    proceed.countDown();
    await().atMost(60, SECONDS).until(() -> scheduler.pending() == 1);
    scheduler.advance(LINGER.minusNanos(1));
    assertThat(clients.element().isClosed()).isFalse();
    scheduler.advance(Duration.ofNanos(1));
    assertThat(clients.element().isClosed()).isTrue();
    assertThat(slow.statistics().open()).isZero();
  }

  /** Returns a registry that says when it connects, and then waits. */
  private ConnectionRegistry slow(CountDownLatch connecting, CountDownLatch proceed) {
    return new ConnectionRegistry(
        (config, usage) -> {
          connecting.countDown();
          awaitQuietly(proceed);
          var client = new FakeSpanner();
          clients.add(client);
          return client.connection(config, usage);
        },
        scheduler,
        LINGER);
  }

  @Test
  void connectingToOneDatabaseDoesNotDelayAnother() throws Exception {
    var hang = new CountDownLatch(1);
    var connecting = new CountDownLatch(1);
    var half =
        new ConnectionRegistry(
            (config, usage) -> {
              if (config.equals(A)) {
                connecting.countDown();
                awaitQuietly(hang);
              }
              return new FakeSpanner().connection(config, usage);
            },
            scheduler,
            LINGER);
    var stuck = Executors.newSingleThreadExecutor();
    try {
      Future<Lease> first = stuck.submit(() -> half.acquire(A));
      connecting.await();
      try (var lease = half.acquire(B)) {
        assertThat(lease.connection().config()).isEqualTo(B);
      }
      assertThat(first).isNotDone();
      hang.countDown();
      first.get().close();
    } finally {
      stuck.shutdownNow();
    }
  }

  @Test
  void aHundredThousandConcurrentLeasesNeverGetAClosedClient() throws Exception {
    int threads = 8;
    int rounds = 12_500;
    var done = new AtomicInteger();
    var pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        futures.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    try (var lease = registry.acquire(A)) {
                      // Throws if the client has been closed.
                      lease.connection().databaseClient().getDialect();
                      done.incrementAndGet();
                    }
                    // Closes the connection if it happens to be idle.
                    if (i % 20 == 0) {
                      scheduler.advance(LINGER);
                    }
                  }
                  return null;
                }));
      }
      for (var future : futures) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    scheduler.advance(LINGER);

    assertThat(done).hasValue(threads * rounds);
    assertThat(registry.statistics().opened())
        .as("the test needs clients that are closed while it runs")
        .isGreaterThan(1)
        .isEqualTo(clients.size());
    assertThat(clients).allMatch(FakeSpanner::isClosed);
    assertThat(registry.statistics().leases()).isZero();
    assertThat(registry.statistics().open()).isZero();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
