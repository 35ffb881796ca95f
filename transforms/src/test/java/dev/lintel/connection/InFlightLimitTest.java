package dev.lintel.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InFlightLimitTest {
  private static final long MAX_BYTES = 1 << 20;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final LongAdder waits = new LongAdder();
  private final LongAdder waitNanos = new LongAdder();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void atTheLimitCallersWaitAndNothingFails() throws Exception {
    var limit = new InFlightLimit(3, MAX_BYTES, executor, waits, waitNanos);
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
    var limit = new InFlightLimit(1, MAX_BYTES, executor, waits, waitNanos);
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
    var limit = new InFlightLimit(1, MAX_BYTES, executor, waits, waitNanos);
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
    await().atMost(60, SECONDS).until(() -> limit.waiting() == 1);
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
            MAX_BYTES,
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

  @Test
  void theBytesOfRequestsInFlightAreLimited() throws Exception {
    var limit = new InFlightLimit(100, MAX_BYTES, executor, waits, waitNanos);
    var bytes = new AtomicLong();
    var most = new AtomicLong();
    // The first two fit and wait for each other, so the limit is certainly reached.
    var two = new CountDownLatch(2);
    List<CompletableFuture<Void>> results = new ArrayList<>();
    long each = MAX_BYTES * 2 / 5;
    for (int i = 0; i < 50; i++) {
      results.add(
          limit.submit(
              each,
              () -> {
                most.accumulateAndGet(bytes.addAndGet(each), Math::max);
                two.countDown();
                two.await();
                bytes.addAndGet(-each);
                return null;
              }));
    }
    for (var result : results) {
      result.get();
    }
    assertThat(most).hasValue(2 * each);
    assertThat(waits.sum()).isPositive();
  }

  @Test
  void aRequestLargerThanTheLimitRunsAlone() throws Exception {
    var limit = new InFlightLimit(100, MAX_BYTES, executor, waits, waitNanos);
    var running = new AtomicInteger();
    List<CompletableFuture<Integer>> together = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      together.add(
          limit.submit(
              3 * MAX_BYTES,
              () -> {
                int now = running.incrementAndGet();
                running.decrementAndGet();
                return now;
              }));
    }
    for (var result : together) {
      assertThat(result.get()).isEqualTo(1);
    }
  }

  @Test
  void anInterruptedCallerLeavesNothingBehind() throws Exception {
    var limit = new InFlightLimit(2, MAX_BYTES, executor, waits, waitNanos);
    var go = new CompletableFuture<Void>();
    var first = limit.submit(MAX_BYTES, go::get);
    var caller =
        new Thread(
            () ->
                assertThatThrownBy(() -> limit.submit(MAX_BYTES, () -> "never"))
                    .isInstanceOf(InterruptedException.class));
    caller.start();
    await().atMost(60, SECONDS).until(() -> limit.waiting() == 1);
    caller.interrupt();
    caller.join();
    assertThat(limit.waiting()).isZero();
    go.complete(null);
    first.get();
    // Both limits are whole again.
    assertThat(limit.submit(MAX_BYTES, () -> limit.submit(() -> 1).get()).get()).isEqualTo(1);
  }
}
