package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightLimitTest {
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final LongAdder waits = new LongAdder();
  private final LongAdder waitNanos = new LongAdder();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void atTheLimitCallersWaitAndNothingFails() throws Exception {
    var limit = new InFlightLimit(3, executor, waits, waitNanos);
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    // The first three wait for each other, so the limit is certainly reached.
    var three = new CountDownLatch(3);
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int number = i;
      results.add(
          limit.submit(
              () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                three.countDown();
                three.await();
                running.decrementAndGet();
                return number;
              }));
    }
    int sum = 0;
    for (var result : results) {
      sum += result.get();
    }
    assertThat(sum).isEqualTo(199 * 100);
    assertThat(most).hasValue(3);
  }

  @Test
  void aRequestThatFailsMakesRoomForTheNext() throws Exception {
    var limit = new InFlightLimit(1, executor, waits, waitNanos);
    CompletableFuture<String> failed =
        limit.submit(
            () -> {
              throw new IllegalArgumentException("bad request");
            });
    assertThat(limit.submit(() -> "next").get()).isEqualTo("next");
    assertThatThrownBy(failed::get).hasRootCauseMessage("bad request");
  }

  @Test
  void waitsAreCounted() throws Exception {
    var limit = new InFlightLimit(1, executor, waits, waitNanos);
    var go = new CompletableFuture<Void>();
    var first = limit.submit(go::get);
    var second =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return limit.submit(() -> "second").get();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            executor);
    Awaitility.await().until(() -> limit.waiting() == 1);
    assertThat(second).isNotDone();
    go.complete(null);
    first.get();
    assertThat(second.get()).isEqualTo("second");
    assertThat(waits.sum()).isEqualTo(1);
    assertThat(waitNanos.sum()).isPositive();
  }

  @Test
  void aRequestThatGetsNoThreadMakesRoomForTheNext() throws Exception {
    var refuse = new AtomicInteger(1);
    var limit =
        new InFlightLimit(
            1,
            task -> {
              if (refuse.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              executor.execute(task);
            },
            waits,
            waitNanos);
    assertThatThrownBy(() -> limit.submit(() -> 1)).isInstanceOf(OutOfMemoryError.class);
    assertThat(limit.submit(() -> 2).get()).isEqualTo(2);
  }
}
