package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "4249, 4.2 s",
    "59999, 60.0 s",
    "60000, 1 min 0 s",
    "3599999, 59 min 59 s",
    "7500000, 2 h 5 min"
  })
  void longTimesHaveNoSmallUnits(long millis, String text) {
    assertThat(Elapsed.words(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
