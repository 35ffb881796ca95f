package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void givenAnOddNumber_theMedianIsTheMiddleOne() {
    var samples = Samples.of(5, 1, 2);

    assertThat(samples.median()).isEqualTo(2);
    assertThat(samples.min()).isEqualTo(1);
    assertThat(samples.max()).isEqualTo(5);
  }

  @Test
  void givenAnEvenNumber_theMedianIsTheMeanOfTheMiddleTwo() {
    assertThat(Samples.of(4, 1, 10, 2).median()).isEqualTo(3);
  }

  @Test
  void rejectsAnEmptyList() {
    assertThatThrownBy(() -> new Samples(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There must be at least one measurement");
  }
}
