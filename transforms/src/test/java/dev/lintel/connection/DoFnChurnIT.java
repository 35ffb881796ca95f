package dev.lintel.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * DoFns that a runner sets up and tears down again and again, on the connections of the process,
 * whose linger takes a minute of real time.
 */
@Tag("faults")
@Timeout(600)
class DoFnChurnIT {
  private static final int DOFNS = 16;
  private static final int THREADS = 8;
  private static final int ROUNDS = 1_000;

  private final MockSpannerServer server = MockSpannerServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static final class Idle extends ConnectedDoFn<Integer, Integer> {
    Idle(ConnectionConfig config) {
      super(config);
    }

    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> out) {
      out.output(element);
    }
  }

  @Test
  void aThousandRoundsOfSetupAndTeardownOpenOneClient_nothingIsLeftAfterTheLinger()
      throws Exception {
    churn(server.newDatabase(), ROUNDS);
    awaitClosed();
    ProcessResources before = ProcessResources.now();
    ConnectionConfig config = server.newDatabase();

    churn(config, ROUNDS);

    assertThat(SpannerConnections.statistics().openedByDatabase())
        .containsEntry(config.resourceName(), 1L);
    assertThat(SpannerConnections.statistics().leases()).isZero();
    awaitClosed();
    before.awaitNoMore();
  }

  private void awaitClosed() {
    await()
        .atMost(SpannerConnections.LINGER.toSeconds() + 30, SECONDS)
        .until(() -> server.openConnections() == 0);
  }

  private static void churn(ConnectionConfig config, int rounds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Callable<Void> work = () -> setUpAndTearDown(config, rounds);
        all.add(threads.submit(work));
      }
      for (Future<?> thread : all) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A runner makes a new instance for each set-up, from the serialized form. */
  private static Void setUpAndTearDown(ConnectionConfig config, int rounds)
      throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      List<Idle> doFns = new ArrayList<>();
      for (int i = 0; i < DOFNS; i++) {
        Idle doFn = SerializableUtils.clone(new Idle(config));
        doFn.connect();
        doFns.add(doFn);
      }
      doFns.forEach(Idle::disconnect);
    }
    return null;
  }
}
