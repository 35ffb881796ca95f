package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.monitoring.v3.AlertPolicy;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** schedule.sh sets up what the Terraform module sets up. */
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
    ObjectNode arguments = TerraformModule.arguments(example);
    Set<String> fromTerraform = new TreeSet<>();
    for (JsonNode type : TerraformModule.evaluated(arguments).get("resource")) {
      for (JsonNode resource : type) {
        int count = resource.has("for_each") ? resource.get("for_each").size() : 1;
        if (resource.has("role") && count > 0) {
          String member = resource.get("member").asText();
          String kind = member.contains(".launcher.") ? "launcher" : "worker";
          fromTerraform.add(
              "serviceAccount:%s %s"
                  .formatted(
                      TerraformModule.account(arguments, kind), resource.get("role").asText()));
        }
      }
    }

    Set<String> fromScript = new TreeSet<>();
    for (List<String> call : script.runExample(example).calls()) {
      if (call.contains("add-iam-policy-binding")) {
        fromScript.add(flag(call, "--member=") + " " + flag(call, "--role="));
      }
    }

    assertThat(fromScript).isEqualTo(fromTerraform);
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
    JsonNode policies =
        TerraformModule.evaluated(TerraformModule.arguments(example))
            .at("/resource/google_monitoring_alert_policy");
    List<String> fromTerraform = new ArrayList<>();
    for (JsonNode policy : policies) {
      fromTerraform.add(
          policy.get("display_name").asText()
              + "\n"
              + policy.at("/conditions/display_name").asText()
              + "\n"
              + policy.findValue("filter").asText());
    }

    List<String> fromScript = new ArrayList<>();
    for (AlertPolicy policy : policies(script.runExample(example))) {
      AlertPolicy.Condition condition = policy.getConditions(0);
      fromScript.add(
          policy.getDisplayName()
              + "\n"
              + condition.getDisplayName()
              + "\n"
              + (condition.hasConditionMatchedLog()
                  ? condition.getConditionMatchedLog().getFilter()
                  : condition.getConditionThreshold().getFilter()));
    }

    assertThat(fromScript).hasSize(3).containsExactlyInAnyOrderElementsOf(fromTerraform);
  }

  @Test
  void alertOnALogHasOneConditionAndALimitOnNotices() throws IOException, InterruptedException {
    assertThat(policies(script.runExample("nightly-import")))
        .allSatisfy(
            policy -> {
              assertThat(policy.getConditionsList()).hasSize(1);
              assertThat(policy.getNotificationChannelsList()).hasSize(1);
              assertThat(policy.getAlertStrategy().hasNotificationRateLimit())
                  .isEqualTo(policy.getConditions(0).hasConditionMatchedLog());
            });
  }

  /** By the Monitoring API's own message, which refuses a field that it does not have. */
  private static List<AlertPolicy> policies(ScheduleScript.Run run)
      throws InvalidProtocolBufferException {
    List<AlertPolicy> policies = new ArrayList<>();
    for (String json : run.values("--policy")) {
      AlertPolicy.Builder policy = AlertPolicy.newBuilder();
      JsonFormat.parser().merge(json, policy);
      policies.add(policy.build());
    }
    return policies;
  }

  private static String flag(List<String> call, String flag) {
    return call.stream()
        .filter(word -> word.startsWith(flag))
        .findFirst()
        .orElseThrow()
        .substring(flag.length());
  }
}
