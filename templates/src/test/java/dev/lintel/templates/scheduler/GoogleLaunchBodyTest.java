package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.pipeline.options.GoogleTemplate;
import dev.lintel.templates.GoogleParameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A launch that was written for Google's template is one of Lintel's under that name. The metadata
 * that it is checked against is that of the staged specs, as StageIT shows.
 */
class GoogleLaunchBodyTest {

  @TempDir Path folder;

  static Stream<Arguments> launches() {
    return Stream.of(
        arguments(
            "Cloud_Spanner_to_GCS_Avro",
            """
            {
              "instanceId": "shop", "databaseId": "shop-db", "spannerProjectId": "my-project",
              "outputDir": "gs://my-bucket/exports", "avroTempDirectory": "gs://my-bucket/temp",
              "snapshotTime": "", "tableNames": "Orders,Products", "shouldExportRelatedTables": "true",
              "spannerPriority": "LOW", "dataBoostEnabled": "true", "checksumAlgorithm": "CRC32C",
              "spannerHost": "https://batch-spanner.googleapis.com",
              "shouldExportTimestampAsLogicalType": "false"}
            """),
        arguments(
            "GCS_Avro_to_Cloud_Spanner",
            """
            {
              "instanceId": "shop", "databaseId": "copy", "inputDir": "gs://my-bucket/exports/shop",
              "spannerProjectId": "", "spannerPriority": "HIGH",
              "spannerHost": "https://batch-spanner.googleapis.com", "waitForIndexes": "true", "waitForForeignKeys": "true",
              "waitForChangeStreams": "true", "waitForSequences": "true",
              "earlyIndexCreateFlag": "false", "earlyIndexCreateThreshold": "10",
              "ddlCreationTimeoutInMinutes": "60", "runIndexDdlInParallel": "true"}
            """),
        arguments(
            "GCS_Text_to_Cloud_Spanner",
            """
            {
              "instanceId": "shop", "databaseId": "shop-db",
              "spannerProjectId": "my-project", "spannerPriority": "LOW",
              "spannerHost": "https://batch-spanner.googleapis.com",
              "importManifest": "gs://my-bucket/manifest.json", "columnDelimiter": "|",
              "fieldQualifier": "'", "trailingDelimiter": "false", "escape": "", "nullString": "NULL",
              "dateFormat": "yyyy-MM-dd", "timestampFormat": "yyyy-MM-dd HH:mm:ss",
              "handleNewLine": "true", "invalidOutputPath": "gs://my-bucket/bad", "maxNumRows": "100"}
            """),
        arguments(
            "Spanner_to_GCS_Text",
            """
            {
              "spannerProjectId": "my-project", "spannerInstanceId": "shop",
              "spannerDatabaseId": "shop-db", "spannerTable": "Orders",
              "textWritePrefix": "gs://my-bucket/orders/part", "spannerSnapshotTime": "",
              "spannerPriority": "MEDIUM", "spannerHost": "https://batch-spanner.googleapis.com",
              "csvTempDirectory": "gs://my-bucket/temp", "dataBoostEnabled": "false"}
            """));
  }

  @ParameterizedTest
  @MethodSource("launches")
  void specAcceptsIt(String template, String parameters) throws IOException {
    JsonNode given = Json.read(parameters);

    assertAccepted(template, given);
  }

  private static void assertAccepted(String template, JsonNode given) throws IOException {
    assertThat(ParameterCheck.of(template).problems(given)).isEmpty();
    assertThat(
            LaunchRequestCheck.problems(
                """
                {"launchParameter": {
                  "jobName": "moved",
                  "containerSpecGcsPath": "gs://my-templates/templates/lintel/%s.json",
                  "parameters": %s}}
                """
                    .formatted(template, given)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("launches")
  void isScheduledInBothWays(String template, String parameters)
      throws IOException, InterruptedException {
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    arguments.put("job", template);
    arguments.set("parameters", Json.read(parameters));

    ScheduleScript.Run run = new ScheduleScript(folder).run(ScheduleScript.options(arguments));

    assertThat(TerraformModule.isValid("job", arguments)).isTrue();
    assertThat(TerraformModule.isValid("parameters", arguments)).isTrue();
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode body = Json.read(LaunchBodyTest.fromTerraform(arguments));
    assertThat(body.at("/launchParameter/parameters")).isEqualTo(Json.read(parameters));
    assertThat(body.at("/launchParameter/containerSpecGcsPath").asText())
        .endsWith("/" + template + ".json");
    assertThat(run.values("--message-body"))
        .singleElement()
        .satisfies(sent -> assertThat(Json.read(sent)).isEqualTo(body));
    Set<Grant> grants = Grant.ofModule(arguments);
    assertThat(Grant.ofScript(run)).isEqualTo(grants);
    assertThat(grants)
        .filteredOn(grant -> grant.resource().startsWith("database "))
        .singleElement()
        .extracting(Grant::resource)
        .asString()
        .startsWith("database my-project/shop/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spannerInstanceId", "spannerDatabaseId"})
  void withoutItsDatabaseItIsRefusedInBothWays(String parameter)
      throws IOException, InterruptedException {
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    arguments.put("job", "Spanner_to_GCS_Text");
    arguments
        .putObject("parameters")
        .put("spannerInstanceId", "shop")
        .put("spannerDatabaseId", "shop-db")
        .remove(parameter);

    assertThat(TerraformModule.isValid("parameters", arguments)).isFalse();
    assertThat(new ScheduleScript(folder).run(ScheduleScript.options(arguments)).err())
        .startsWith("schedule.sh: --parameter: instanceId and databaseId are required")
        .hasLineCount(1);
  }

  @Test
  void eachTemplateHasALaunchWithAllOfGooglesParameters() throws IOException {
    Map<String, Set<String>> given = new HashMap<>();
    for (Arguments launch : launches().toList()) {
      given.put((String) launch.get()[0], fields(Json.read((String) launch.get()[1])));
    }
    for (GoogleTemplate template : GoogleTemplate.values()) {
      assertThat(given.get(template.templateName()))
          .as(template.templateName())
          .containsExactlyInAnyOrderElementsOf(
              GoogleParameter.of(template).stream().map(GoogleParameter::name).toList());
    }
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @MethodSource("launches")
  void whatGoogleRequiresIsEnough(String template, String parameters) throws IOException {
    ObjectNode given = (ObjectNode) Json.read(parameters);
    given.retain(
        GoogleParameter.of(GoogleTemplate.named(template).orElseThrow()).stream()
            .filter(GoogleParameter::required)
            .map(GoogleParameter::name)
            .toList());

    assertAccepted(template, given);
  }

  @ParameterizedTest
  @MethodSource("launches")
  void aMisspelledOrWrongParameterIsRefused(String template, String parameters) throws IOException {
    ObjectNode given = (ObjectNode) Json.read(parameters);
    given.put("spannerPriorty", "LOW");
    given.put("spannerPriority", "URGENT");

    assertThat(ParameterCheck.of(template).problems(given))
        .containsExactlyInAnyOrder(
            "spannerPriorty: unknown", "spannerPriority: 'URGENT' is not one of its values");
  }
}
