package dev.lintel.templates.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Dataflow API and the template accept the body that Cloud Scheduler would send. */
class LaunchBodyTest {

  @TempDir Path folder;

  static Stream<String> examples() {
    return TerraformModule.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void apiKnowsEveryField(String example) {
    assertThat(LaunchRequestCheck.problems(fromTerraform(TerraformModule.arguments(example))))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void templateAcceptsEveryParameter(String example) throws IOException {
    ObjectNode arguments = TerraformModule.arguments(example);

    assertThat(
            ParameterCheck.of(arguments.get("job").asText())
                .problems(Json.read(fromTerraform(arguments)).at("/launchParameter/parameters")))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void gcloudGetsTheSameBody(String example) throws IOException, InterruptedException {
    ScheduleScript.Run run = new ScheduleScript(folder).runExample(example);

    assertThat(run.values("--message-body"))
        .singleElement()
        .satisfies(
            body -> {
              assertThat(LaunchRequestCheck.problems(body)).isEmpty();
              assertThat(Json.read(body))
                  .isEqualTo(Json.read(fromTerraform(TerraformModule.arguments(example))));
            });
  }

  @Test
  void bodyContainsTheArgumentsOfTheModule() throws IOException {
    assertThat(Json.read(fromTerraform(TerraformModule.arguments("nightly-import"))))
        .isEqualTo(
            Json.read(
                """
                {
                  "launchParameter": {
                    "jobName": "nightly-import",
                    "containerSpecGcsPath": "gs://my-templates/templates/lintel/import.json",
                    "parameters": {
                      "spannerProjectId": "my-project",
                      "instanceId": "my-instance",
                      "databaseId": "my-database",
                      "importManifest": "gs://my-inbox/import-manifest.json",
                      "fieldQualifier": "\\"",
                      "escape": "\\\\",
                      "nullString": "\\\\N",
                      "invalidOutputPath": "gs://my-rejected/nightly-import",
                      "maxFailures": "100",
                      "jobKey": "nightly-import",
                      "ledgerDatabaseId": "operations"
                    },
                    "environment": {
                      "tempLocation": "gs://my-project-nightly-import-temp/temp",
                      "stagingLocation": "gs://my-project-nightly-import-temp/staging",
                      "serviceAccountEmail": "nightly-import-worker@my-project.iam.gserviceaccount.com",
                      "maxWorkers": 10,
                      "machineType": "n2-standard-4",
                      "network": null,
                      "subnetwork": "regions/europe-west1/subnetworks/workers",
                      "ipConfiguration": "WORKER_IP_PRIVATE",
                      "additionalUserLabels": {}
                    }
                  }
                }
                """));
  }

  @Test
  void parameterMayContainSpecialCharactersOfJsonAndTemplates()
      throws IOException, InterruptedException {
    String value = "a \"b\" \\ ${name} %{ if } 'c' & $(id) `id` ü";
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    ((ObjectNode) arguments.get("parameters")).put("nullString", value);

    ScheduleScript.Run run =
        new ScheduleScript(folder).runExample("nightly-import", "--parameter=nullString=" + value);

    String path = "/launchParameter/parameters/nullString";
    assertThat(Json.read(fromTerraform(arguments)).at(path).asText()).isEqualTo(value);
    assertThat(run.values("--message-body"))
        .singleElement()
        .satisfies(body -> assertThat(Json.read(body).at(path).asText()).isEqualTo(value));
  }

  /**
   * The body in the evaluated Scheduler job, rather than the local value from which it is built.
   */
  static String fromTerraform(ObjectNode arguments) {
    JsonNode body =
        TerraformModule.evaluated(arguments)
            .at("/resource/google_cloud_scheduler_job/launch/http_target/body");
    return new String(Base64.getDecoder().decode(body.asText()), UTF_8);
  }
}
