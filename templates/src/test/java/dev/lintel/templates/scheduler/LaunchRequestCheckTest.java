package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchRequestCheckTest {

  private static final String BODY =
      """
      {"launchParameter": {
        "jobName": "nightly",
        "containerSpecGcsPath": "gs://b/export.json",
        "parameters": {"maxFailures": "100"},
        "environment": {"maxWorkers": 3, "network": null, "additionalUserLabels": {"team": "data"}}}}
      """;

  @Test
  void acceptsAValidBody() {
    assertThat(LaunchRequestCheck.problems(BODY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "launchParameter, launchParameters",
    "jobName, jobname",
    "containerSpecGcsPath, containerSpecGcspath",
    "environment, runtimeEnvironment",
    "maxWorkers, maxNumWorkers",
    "network, vpcNetwork",
  })
  void findsAMisspeltField(String right, String wrong) {
    assertThat(LaunchRequestCheck.problems(BODY.replace('"' + right + '"', '"' + wrong + '"')))
        .singleElement()
        .asString()
        .endsWith(wrong + ": unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"100\"', 100, is not a string",
    "'3', '\"many\"', not readable",
    "'}}}', '}}', not readable",
    "'\"jobName\"', '\"jobName\": \"a\", \"jobName\"', Duplicate field",
  })
  void findsAWrongValue(String right, String wrong, String problem) {
    assertThat(LaunchRequestCheck.problems(BODY.replace(right, wrong)))
        .anySatisfy(each -> assertThat(each).contains(problem));
  }
}
