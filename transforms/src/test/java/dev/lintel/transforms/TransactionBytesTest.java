package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TransactionBytesTest {
  private final TransactionBytes bytes = new TransactionBytes();

  @Test
  void asLongAsNothingIsKnown_transactionsAreFewAndSmall() {
    bytes.learn(0, 0);
    assertThat(bytes.maxElements()).as("duplicates say nothing").isEqualTo(10);
    assertThat(bytes.maxElementsTogether()).isEqualTo(100);
    assertThat(bytes.of(10)).isCloseTo(8L << 20, within(10L));
  }

  @Test
  void anElementTakesWhatOthersTook() {
    bytes.learn(10 << 20, 10);
    assertThat(bytes.of(3)).isEqualTo(3L << 20);
    assertThat(bytes.maxElements()).isEqualTo(8);
    assertThat(bytes.maxElementsTogether()).isEqualTo(Integer.MAX_VALUE);

    bytes.learn(9 << 20, 1);
    assertThat(bytes.maxElements()).as("one is always possible").isEqualTo(1);
  }

  @Test
  void theEstimateRisesAtOnce_andSinksSlowly() {
    bytes.learn(1, 1);
    bytes.learn(8_000, 1);
    assertThat(bytes.of(1)).isEqualTo(8_000);
    bytes.learn(0, 0);
    assertThat(bytes.of(1)).isEqualTo(8_000);
    bytes.learn(0, 100);
    assertThat(bytes.of(1)).isEqualTo(7_000);
  }
}
