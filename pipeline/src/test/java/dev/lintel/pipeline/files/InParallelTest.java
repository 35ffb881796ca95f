package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InParallelTest {

  @Test
  void asManyAtATimeAsAllowedAndTheResultsInOrder() throws Exception {
    List<Integer> items = IntStream.range(0, 3 * InParallel.THREADS).boxed().toList();
    var barrier = new CyclicBarrier(InParallel.THREADS);
    var now = new AtomicInteger();
    var most = new AtomicInteger();

    List<String> results =
        InParallel.map(
            items,
            item -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              barrier.await(50, TimeUnit.SECONDS);
              now.decrementAndGet();
              return "item " + item;
            });

    assertThat(results).isEqualTo(items.stream().map(item -> "item " + item).toList());
    assertThat(most).hasValue(InParallel.THREADS);
  }

  @Test
  void aSmallHeapHasFewFilesOpenAtATime() {
    assertThat(InParallel.threadsFor(64L << 20)).isEqualTo(1);
    assertThat(InParallel.threadsFor(512L << 20)).isEqualTo(5);
    assertThat(InParallel.threadsFor(8L << 30)).isEqualTo(InParallel.THREADS);
  }

  @Test
  void theFailureOfTheFirstItemIsThrown() {
    var secondHasFailed = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                InParallel.map(
                    List.of("first", "second"),
                    item -> {
                      if (item.equals("second")) {
                        secondHasFailed.countDown();
                      }
                      secondHasFailed.await();
                      throw new IOException(item);
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("first");
  }

  @Test
  void nothingToDo() {
    assertThat(InParallel.map(List.<String>of(), item -> item)).isEmpty();
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                InParallel.map(
                    List.of(1),
                    item -> {
                      new CountDownLatch(1).await();
                      return item;
                    }))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
