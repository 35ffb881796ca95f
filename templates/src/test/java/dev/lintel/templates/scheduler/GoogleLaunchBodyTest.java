package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A launch that was written for Google's template is one of Lintel's under that name. */
class GoogleLaunchBodyTest {

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
              "spannerProjectId": "", "waitForIndexes": "true", "waitForForeignKeys": "true",
              "waitForChangeStreams": "true", "waitForSequences": "true",
              "earlyIndexCreateFlag": "false", "earlyIndexCreateThreshold": "10",
              "ddlCreationTimeoutInMinutes": "60", "runIndexDdlInParallel": "true"}
            """),
        arguments(
            "GCS_Text_to_Cloud_Spanner",
            """
            {
              "instanceId": "shop", "databaseId": "shop-db",
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
              "csvTempDirectory": "gs://my-bucket/temp", "dataBoostEnabled": "false"}
            """));
  }

  @ParameterizedTest
  @MethodSource("launches")
  void specAcceptsIt(String template, String parameters) throws IOException {
    JsonNode given = Json.read(parameters);

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
}
