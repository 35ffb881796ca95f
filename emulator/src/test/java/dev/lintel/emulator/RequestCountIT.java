package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@CountRequests
@SpannerDatabase(ddl = "CREATE TABLE T (K INT64, V STRING(MAX)) PRIMARY KEY (K)")
class RequestCountIT {

  private static final String LARGE_VALUE =
      "I0000 00:00:1.1 1 handler.h:88] Request[Spanner.Commit]\n".repeat(1_000);

  private EmulatorDatabase database;
  private SpannerEmulator emulator;

  @Test
  void countsEachCallOfManyThreadsOnce() {
    try (EmulatorRpc rpc = new EmulatorRpc(database)) {
      RequestCounts before = emulator.requests();
      AtomicLong rejected = new AtomicLong();
      LongStream.range(0, 400)
          .parallel()
          .forEach(
              key -> {
                try {
                  rpc.insert(key % 300, LARGE_VALUE);
                } catch (StatusRuntimeException e) {
                  rejected.incrementAndGet();
                }
              });
      rpc.query("SELECT V FROM T LIMIT 50");

      RequestCounts counts = emulator.requests().since(before);
      assertThat(counts.byRpc())
          .containsOnlyKeys("Spanner.Commit", "Spanner.ExecuteSql")
          .containsEntry("Spanner.Commit", 400L);
      assertThat(counts.of("ExecuteSql")).isOne();
      assertThat(rejected).hasValueGreaterThanOrEqualTo(100);
    }
  }

  @Test
  void aCallThatReturnedBeforeTheCountIsIncluded() {
    try (EmulatorRpc rpc = new EmulatorRpc(database)) {
      long before = emulator.requests("Commit");
      for (int i = 1; i <= 100; i++) {
        rpc.insert(i, "");
        assertThat(emulator.requests("Commit") - before).isEqualTo(i);
      }
    }
  }

  @Test
  void countingItselfIsNotCounted() {
    RequestCounts before = emulator.requests();

    assertThat(emulator.requests().since(before).byRpc()).isEmpty();
  }

  @Test
  void givenNoRequestLogging_saysHowToEnableIt() {
    try (SpannerEmulator silent = SpannerEmulator.builder().abortProbability(20).start()) {
      assertThatThrownBy(silent::requests)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "This emulator does not log its requests: start it with"
                  + " SpannerEmulator.builder().logRequests().start()");
    }
  }
}
