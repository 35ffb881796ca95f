package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.spanner.v1.CreateSessionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of a real client when leases come and go, as runners rebuild their DoFns. */
@Timeout(240)
class ConnectionChurnTest {
  private static final Duration LINGER = Duration.ofMinutes(1);
  private static final int DOFNS = 16;
  private static final int THREADS = 8;
  private static final int ROUNDS = 1_000;

  private final MockSpannerServer server = MockSpannerServer.start();
  private final FakeScheduler scheduler = new FakeScheduler();
  private final ConnectionRegistry registry =
      new ConnectionRegistry(new ClientOpener(), scheduler, LINGER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aThousandRoundsOpenOneClient_nothingIsLeftAfterTheLinger() throws Exception {
    // What the first client of a process loads and starts for all of them is no leak.
    churn(server.newDatabase(), ROUNDS);
    scheduler.advance(LINGER);
    assertThat(registry.statistics().open()).isZero();
    ProcessResources before = ProcessResources.now();
    int sessionsBefore = server.count(CreateSessionRequest.class);

    churn(server.newDatabase(), ROUNDS);

    assertThat(registry.statistics().leases()).isZero();
    assertThat(registry.statistics().opened()).as("with the first").isEqualTo(2);
    assertThat(server.count(CreateSessionRequest.class) - sessionsBefore)
        .as("sessions that the server has created")
        .isEqualTo(1);
    assertThat(server.openConnections()).isEqualTo(1);

    scheduler.advance(LINGER);
    assertThat(registry.statistics().open()).isZero();
    before.awaitNoMore();
    assertThat(server.openConnections()).isZero();
  }

  /** Each thread sets up all of its DoFns and tears them down again, round by round. */
  private void churn(ConnectionConfig config, int rounds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Callable<Void> work = () -> leaseAndRelease(config, rounds);
        all.add(threads.submit(work));
      }
      for (Future<?> thread : all) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Void leaseAndRelease(ConnectionConfig config, int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      List<Lease> leases = new ArrayList<>();
      for (int doFn = 0; doFn < DOFNS; doFn++) {
        leases.add(registry.acquire(config));
      }
      leases.forEach(Lease::close);
    }
    return null;
  }
}
