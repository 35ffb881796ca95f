package dev.lintel.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lintel.pipeline.report.LineChart.Series;
import dev.lintel.pipeline.report.LineChart.Step;
import dev.lintel.pipeline.summary.RowSamples.Sample;
import dev.lintel.pipeline.summary.TableFigure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowRatesTest {

  private static Sample sample(long seconds, long read) {
    return new Sample(Duration.ofSeconds(seconds), Map.of(TableFigure.READ, read));
  }

  @Test
  void aRunWithOneSampleHasOneSpeed() {
    assertThat(RowRates.steps(List.of(sample(4, 100)), TableFigure.READ))
        .containsExactly(new Step(0, 4, 25));
  }

  @Test
  void rowsThatAppearAtOnceWereProcessedSinceTheLastChange() {
    List<Sample> samples =
        List.of(
            sample(1, 0),
            sample(2, 10),
            sample(3, 10),
            sample(4, 10),
            sample(5, 40),
            sample(9, 40));

    assertThat(RowRates.steps(samples, TableFigure.READ))
        .containsExactly(
            new Step(0, 1, 0), new Step(1, 2, 10), new Step(2, 5, 10), new Step(5, 9, 0));
  }

  @Test
  void manySamplesAreJoined_andTheRowsStayTheSame() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      samples.add(sample(i, (long) i * i));
    }

    List<Step> steps = RowRates.steps(samples, TableFigure.READ);

    assertThat(steps).hasSizeBetween(RowRates.MOST_STEPS / 2, RowRates.MOST_STEPS);
    assertThat(steps.get(0).from()).isZero();
    assertThat(steps.get(steps.size() - 1).to()).isEqualTo(1000);
    assertThat(steps.stream().mapToDouble(step -> step.value() * (step.to() - step.from())).sum())
        .isCloseTo(1_000_000, within(0.01));
  }

  @Test
  void onlyFiguresThatCountedAnythingAreDrawn() {
    List<Sample> samples =
        List.of(
            new Sample(
                Duration.ofSeconds(2), Map.of(TableFigure.READ, 0L, TableFigure.DELETED, 10L)));

    assertThat(RowRates.of(samples)).extracting(Series::name).containsExactly("deleted");
    assertThat(RowRates.of(List.of())).isEmpty();
  }

  @Test
  void countersThatGoBackAreNoNegativeSpeed() {
    assertThat(RowRates.steps(List.of(sample(1, 10), sample(2, 5)), TableFigure.READ))
        .extracting(Step::value)
        .containsExactly(10.0, 0.0);
  }
}
