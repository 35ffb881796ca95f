package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.job.FailedRunLine;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter of the alert on a failed run matches the line that a job logs. */
class FailedRunFilterTest {

  @ParameterizedTest
  @CsvSource({
    "import, '476 records were rejected, and 100 are allowed'",
    "verify, '13 rows differ, and 0 tables differ in their schema'"
  })
  void matchesTheLineOfAFailedRun(String job, String reason) {
    String line = FailedRunLine.of("2026-11-23T10-04-01Z-5b40", job, reason);

    assertThat(regexes()).hasSize(2).allSatisfy(regex -> assertThat(line).containsPattern(regex));
  }

  @Test
  void doesNotMatchTheLineOfASuccessfulRun() {
    assertThat(regexes())
        .allSatisfy(
            regex ->
                assertThat("lintel: run 2026-11-23T10-04-01Z-5b40 of import succeeded: 0 failed: 0")
                    .doesNotContainPattern(regex));
  }

  private static List<Pattern> regexes() {
    return Pattern.compile("=~\"([^\"]+)\"")
        .matcher(TerraformModule.read(TerraformModule.FOLDER.resolve("alerts/failed-run.tftpl")))
        .results()
        .map((MatchResult match) -> Pattern.compile(match.group(1)))
        .toList();
  }
}
