package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  @Test
  void isTheSecondInUtcAndFourHexDigits() {
    assertThat(RunId.at(Instant.parse("2026-11-23T08:00:00.999Z"), new Random(1)).value())
        .matches("2026-11-23T08-00-00Z-[0-9a-f]{4}");
  }

  @Property
  void sortsByStart(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @LongRange(min = 1, max = 100_000_000L) long later,
      @ForAll long seed) {
    Random random = new Random(seed);
    RunId first = RunId.at(Instant.ofEpochSecond(second), random);
    RunId next = RunId.at(Instant.ofEpochSecond(second + later), random);

    assertThat(first.value()).isLessThan(next.value());
    assertThat(new RunId(first.toString())).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2026-11-23", "2026-11-23T08-00-00Z-4f2", "../2026-11-23T08-00-00Z-4f2a"})
  void refusesATextThatIsNoRunId(String value) {
    assertThatThrownBy(() -> new RunId(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a run id: " + value);
  }
}
