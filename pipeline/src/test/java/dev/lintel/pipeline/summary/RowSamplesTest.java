package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.summary.RowSamples.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowSamplesTest {

  private final RowSamples samples = new RowSamples();

  private static Map<TableFigure, Long> read(long rows) {
    return Map.of(TableFigure.READ, rows);
  }

  @Test
  void keepsFewSamplesAsTheyAre() {
    samples.add(Duration.ofSeconds(1), read(10));
    samples.add(Duration.ofSeconds(2), read(30));
    samples.end(Duration.ofSeconds(3), read(40));

    assertThat(samples.list())
        .extracting(sample -> sample.rows(TableFigure.READ))
        .containsExactly(10L, 30L, 40L);
    assertThat(samples.list().get(0).rows(TableFigure.WRITTEN)).isZero();
  }

  @Test
  void keepsABoundedNumberOfALongRun_inOrderFromBeginningToEnd() {
    int seconds = 100_000;
    for (int i = 0; i < seconds; i++) {
      samples.add(Duration.ofSeconds(i), read(i));
    }
    samples.end(Duration.ofSeconds(seconds), read(seconds));

    List<Sample> kept = samples.list();
    assertThat(kept).hasSizeBetween(RowSamples.MOST / 2, RowSamples.MOST + 1);
    assertThat(kept).extracting(Sample::elapsed).isSorted();
    assertThat(kept.get(0).elapsed()).isEqualTo(Duration.ZERO);
    assertThat(kept.get(kept.size() - 1).rows(TableFigure.READ)).isEqualTo(seconds);
    for (int i = 1; i < kept.size(); i++) {
      assertThat(kept.get(i).elapsed().minus(kept.get(i - 1).elapsed()))
          .isLessThan(Duration.ofSeconds(2L * seconds / (RowSamples.MOST / 2)));
    }
  }

  @Test
  void theEndIsTheLastSample_whateverTheClockOfTheSamplesSaid() {
    samples.add(Duration.ofSeconds(5), read(10));
    samples.end(Duration.ofSeconds(4), read(20));

    assertThat(samples.list()).containsExactly(new Sample(Duration.ofSeconds(4), read(20)));
  }
}
