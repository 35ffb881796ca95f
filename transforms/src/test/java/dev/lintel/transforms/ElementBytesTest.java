package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.junit.jupiter.api.Test;

class ElementBytesTest {

  @Test
  void whereMeasuringIsCheapEachElementIsMeasured() {
    var bytes = new ElementBytes<>(VarLongCoder.of());
    assertThat(bytes.estimate(1L << 60) - bytes.estimate(1L)).isEqualTo(8);
  }

  @Test
  void elsewhereTheAverageOfSomeElementsStandsForAll() {
    var bytes = new ElementBytes<>(SerializableCoder.of(String.class));
    String large = "x".repeat(10_000);
    long first = bytes.estimate(large);
    assertThat(first).isBetween(10_000L, 11_000L);
    assertThat(bytes.estimate("")).as("not measured").isEqualTo(first);
    for (int i = 0; i < 1_000; i++) {
      bytes.estimate("");
    }
    assertThat(bytes.estimate("")).as("follows the elements").isLessThan(200);
  }
}
