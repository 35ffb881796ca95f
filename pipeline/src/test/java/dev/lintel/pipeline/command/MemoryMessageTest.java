package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryMessageTest {
  private static final long HEAP_MIB = Runtime.getRuntime().maxMemory() >> 20;

  @ParameterizedTest
  @CsvSource({
    "Java heap space, the JVM has",
    "GC overhead limit exceeded, the JVM has",
    "Cannot reserve 10 bytes of direct buffer memory (allocated: 1), -XX:MaxDirectMemorySize=",
    "failed to allocate 16777216 byte(s) of direct memory (used: 1), -XX:MaxDirectMemorySize=",
    "Direct buffer memory, -XX:MaxDirectMemorySize=",
    "Requested array size exceeds VM limit, longer than 2 GiB",
    "unable to create native thread, native thread"
  })
  void namesWhatIsLackingAndTheFix(String error, String expected) {
    assertThat(FailureMessage.of(new OutOfMemoryError(error))).contains(expected);
  }

  @Test
  void saysHowMuchHeapThereIsAndAdvisesMore() {
    String line = FailureMessage.of(new OutOfMemoryError("Java heap space"));

    assertThat(line)
        .startsWith("out of memory: the JVM has " + HEAP_MIB + " MiB of heap")
        .contains("docs/memory.md");
    long advised = Long.parseLong(line.replaceAll("(?s).*LINTEL_OPTS=-Xmx(\\d+)m .*", "$1"));
    assertThat(advised).isGreaterThan(HEAP_MIB).isGreaterThanOrEqualTo(512);
  }

  @Test
  void findsTheErrorInAnyException() {
    var error = new OutOfMemoryError("Java heap space");
    var thrown = new IllegalStateException(new ExecutionException(UserCodeException.wrap(error)));

    assertThat(FailureMessage.of(thrown)).startsWith("out of memory: the JVM has ");
    // What the JVM makes of one while it links a lambda.
    assertThat(FailureMessage.of(new InternalError(error))).startsWith("out of memory: ");
  }

  @Test
  void leavesOtherFailuresAlone() {
    assertThat(FailureMessage.of(new IllegalStateException("the heap of sand is too small")))
        .isEqualTo("the heap of sand is too small");
  }
}
