package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSummaryTest {

  @Test
  void totalIsOverAllTables() {
    assertThat(RunSummaries.FLIGHTS.total(TableFigure.WRITTEN)).isEqualTo(74_885);
    assertThat(RunSummaries.EMPTY.total(TableFigure.WRITTEN)).isZero();
  }

  @Test
  void addingDoesNotChangeTheOriginal() {
    assertThat(RunSummaries.EMPTY.tables()).isEmpty();
    assertThat(RunSummaries.EMPTY.connectionsOpened()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, SUCCEEDED",
    "1, 0, TOO_MANY_FAILURES",
    "5, 5, SUCCEEDED",
    "6, 5, TOO_MANY_FAILURES"
  })
  void statusOfAFinishedJobDependsOnItsFailures(long failed, long allowed, ExitStatus status) {
    assertThat(ExitStatus.ofFailures(failed, allowed)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"SUCCEEDED, 0", "FAILED, 1", "USAGE, 2", "TOO_MANY_FAILURES, 3"})
  void statusHasTheCodeOfTheContract(ExitStatus status, int code) {
    assertThat(status.code()).isEqualTo(code);
  }
}
