package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.MoreExecutors;
import dev.lintel.connection.Limits;
import io.grpc.Context;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CommitsInFlightTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean ended = new AtomicBoolean();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Ends when it is cancelled, after what a request does then. */
  private String hang() throws InterruptedException {
    var cancelled = new CountDownLatch(1);
    Context.current().addListener(context -> cancelled.countDown(), MoreExecutors.directExecutor());
    cancelled.await();
    ended.set(true);
    return "cancelled";
  }

  private static List<Throwable> failuresToStart() {
    return List.of(
        new RejectedExecutionException("closed"),
        new OutOfMemoryError("unable to create native thread"));
  }

  @ParameterizedTest
  @MethodSource("failuresToStart")
  void ifACommitCannotBeStartedTheOthersHaveEnded(Throwable failure) throws Exception {
    var started = new AtomicInteger();
    var commits =
        new CommitsInFlight<String>(
            Limits.of(
                task -> {
                  if (started.incrementAndGet() == 2) {
                    CommitsInFlightTest.<RuntimeException>sneak(failure);
                  }
                  threads.execute(task);
                }));
    commits.submit(this::hang);

    assertThatThrownBy(() -> commits.submit(() -> "never started")).isSameAs(failure);

    assertThat(ended).isTrue();
  }

  @Test
  void ifTheReceiverFailsWithAnErrorTheOthersHaveEnded() throws Exception {
    var commits = new CommitsInFlight<String>(Limits.of(threads));
    var failure = new StackOverflowError();
    commits.submit(() -> "done");
    commits.submit(this::hang);

    assertThatThrownBy(
            () ->
                commits.drain(
                    outcome -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(ended).isTrue();
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
