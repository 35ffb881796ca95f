package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** schedule.sh sets up the same resources as the Terraform module. */
class SameInBothWaysTest {

  @TempDir Path folder;
  private ScheduleScript script;

  static Stream<String> examples() {
    return TerraformModule.examples().stream();
  }

  @BeforeEach
  void makeScript() throws IOException {
    script = new ScheduleScript(folder);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void rolesAreTheSame(String example) throws IOException, InterruptedException {
    assertThat(Grant.ofScript(script.runExample(example)))
        .isEqualTo(Grant.ofModule(TerraformModule.arguments(example)));
  }

  @ParameterizedTest
  @CsvSource({
    "nightly-export, spannerProjectId",
    "nightly-export, destinationInstanceId",
    "nightly-export, sourceDatabaseId",
    "nightly-export, jobKey",
    "nightly-import, ledgerDatabaseId",
    "nightly-copy,   sourceProjectId",
    "nightly-copy,   destinationProjectId",
    "nightly-copy,   dataBoostEnabled",
    "weekly-verify,  againstProjectId",
    "weekly-verify,  againstInstanceId",
    "weekly-verify,  againstDatabaseId"
  })
  void rolesForAnEmptyParameterAreThoseWithoutIt(String example, String parameter)
      throws IOException, InterruptedException {
    ObjectNode without = TerraformModule.arguments(example);
    ((ObjectNode) without.get("parameters")).remove(parameter);
    ObjectNode empty = TerraformModule.arguments(example);
    ((ObjectNode) empty.get("parameters")).put(parameter, "");

    assertThat(Grant.ofModule(empty)).isEqualTo(Grant.ofModule(without));
    assertThat(Grant.ofScript(script.runExample(example, "--parameter=" + parameter + "=")))
        .isEqualTo(Grant.ofModule(without));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void tempBucketIsTheSame(String example) throws IOException, InterruptedException {
    ScheduleScript.Run run = script.runExample(example);
    List<String> create = run.calls("storage", "buckets", "create").get(0);
    List<String> update = run.calls("storage", "buckets", "update").get(0);

    assertThat(create).contains("--uniform-bucket-level-access", "--public-access-prevention");
    assertThat(update).contains("--clear-soft-delete").element(3).isEqualTo(create.get(3));
    JsonNode rule = Json.read(ScheduleScript.flag(update, "--lifecycle-file")).get("rule");
    assertThat(rule).hasSize(1);
    Map<String, Object> fromScript = new TreeMap<>();
    fromScript.put("name", create.get(3).replaceFirst("^gs://", ""));
    fromScript.put("project", ScheduleScript.flag(create, "--project"));
    fromScript.put("location", ScheduleScript.flag(create, "--location"));
    fromScript.put("uniform_bucket_level_access", true);
    fromScript.put("public_access_prevention", "enforced");
    fromScript.put("soft_delete_policy", Map.of("retention_duration_seconds", 0));
    fromScript.put("labels", labels(update));
    JsonNode withTerraformNames = snakeCase(rule.get(0));

    ObjectNode fromTerraform =
        TerraformModule.evaluated(TerraformModule.arguments(example))
            .at("/resource/google_storage_bucket/temp")
            .deepCopy();
    // These control what Terraform does, and are no attributes of the bucket.
    fromTerraform.remove(List.of("force_destroy", "lifecycle"));
    assertThat(Json.read(fromTerraform.remove("lifecycle_rule").toString()))
        .isEqualTo(withTerraformNames);
    assertThat(fromTerraform).isEqualTo(Json.of(fromScript));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void scheduleIsTheSame(String example) throws IOException, InterruptedException {
    JsonNode job =
        TerraformModule.evaluated(TerraformModule.arguments(example))
            .at("/resource/google_cloud_scheduler_job/launch");
    List<String> call = script.runExample(example).calls("scheduler", "jobs", "create").get(0);

    assertThat(call)
        .contains(
            "--location=" + job.get("region").asText(),
            "--schedule=" + job.get("schedule").asText(),
            "--time-zone=" + job.get("time_zone").asText(),
            "--uri=" + job.at("/http_target/uri").asText(),
            "--http-method=" + job.at("/http_target/http_method").asText(),
            "--oauth-service-account-email="
                + job.at("/http_target/oauth_token/service_account_email").asText(),
            "--oauth-token-scope=" + job.at("/http_target/oauth_token/scope").asText(),
            "--attempt-deadline=" + job.get("attempt_deadline").asText(),
            "--max-retry-attempts=" + job.at("/retry_config/retry_count").asText(),
            "--min-backoff=" + job.at("/retry_config/min_backoff_duration").asText(),
            "--max-backoff=" + job.at("/retry_config/max_backoff_duration").asText(),
            "--max-doublings=" + job.at("/retry_config/max_doublings").asText());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void alertsAreTheSame(String example) throws IOException, InterruptedException {
    assertThat(AlertPolicies.ofScript(script.runExample(example)))
        .hasSize(3)
        .containsExactlyInAnyOrderElementsOf(
            AlertPolicies.ofModule(TerraformModule.arguments(example)));
  }

  @Test
  void alertOnALogHasOneConditionAndALimitOnNotices() throws IOException, InterruptedException {
    assertThat(AlertPolicies.ofScript(script.runExample("nightly-import")))
        .allSatisfy(
            policy -> {
              assertThat(policy.getConditionsList()).hasSize(1);
              assertThat(policy.getNotificationChannelsList()).hasSize(1);
              assertThat(policy.getAlertStrategy().hasNotificationRateLimit())
                  .isEqualTo(policy.getConditions(0).hasConditionMatchedLog());
            });
  }

  private static Map<String, String> labels(List<String> update) {
    return Splitter.on(',')
        .withKeyValueSeparator('=')
        .split(ScheduleScript.flag(update, "--update-labels"));
  }

  /** Converts the field names of a lifecycle rule to those of Terraform. */
  private static JsonNode snakeCase(JsonNode rule) throws IOException {
    return Json.read(rule.toString().replace("\"matchesPrefix\"", "\"matches_prefix\""));
  }
}
