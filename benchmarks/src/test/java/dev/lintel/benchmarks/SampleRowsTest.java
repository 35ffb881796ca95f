package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleRowsTest {

  private static long tooLong(SampleRows rows) {
    return LongStream.range(0, rows.count())
        .filter(key -> rows.row(key).asMap().get("LastName").getString().length() > 40)
        .count();
  }

  @Test
  void everyNthRowIsTooLongForItsColumn() {
    var rows = SampleRows.good(1_050).withBadEvery(100);

    assertThat(tooLong(rows)).isEqualTo(10);
    assertThat(rows.goodCount()).isEqualTo(1_040);
  }

  @Test
  void goodRowsAreAllGood() {
    var rows = SampleRows.good(50_000);

    assertThat(tooLong(rows)).isZero();
    assertThat(rows.goodCount()).isEqualTo(50_000);
  }
}
