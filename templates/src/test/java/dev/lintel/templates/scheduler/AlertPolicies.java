package dev.lintel.templates.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import com.google.monitoring.v3.AlertPolicy;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alert policies as the Monitoring API's own message, which refuses a field that it lacks. */
final class AlertPolicies {

  /** Blocks of Terraform that the API has as lists. */
  private static final Set<String> LISTS = Set.of("conditions", "aggregations");

  private AlertPolicies() {}

  /** Those of the Terraform module. */
  static List<AlertPolicy> ofModule(ObjectNode arguments) throws InvalidProtocolBufferException {
    List<AlertPolicy> policies = new ArrayList<>();
    for (JsonNode policy :
        TerraformModule.evaluated(arguments).at("/resource/google_monitoring_alert_policy")) {
      ObjectNode fields = policy.deepCopy();
      fields.remove("project");
      policies.add(read(asTheApiHasIt(fields).toString()));
    }
    return policies;
  }

  /** Those that schedule.sh makes. */
  static List<AlertPolicy> ofScript(ScheduleScript.Run run) throws InvalidProtocolBufferException {
    List<AlertPolicy> policies = new ArrayList<>();
    for (String json : run.values("--policy")) {
      policies.add(read(json));
    }
    return policies;
  }

  private static AlertPolicy read(String json) throws InvalidProtocolBufferException {
    AlertPolicy.Builder policy = AlertPolicy.newBuilder();
    JsonFormat.parser().merge(json, policy);
    return policy.build();
  }

  /** The provider's names are the API's in snake case. */
  private static JsonNode asTheApiHasIt(JsonNode value) {
    if (!value.isObject()) {
      return value;
    }
    ObjectNode renamed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, field.getKey());
      JsonNode content = asTheApiHasIt(field.getValue());
      if (LISTS.contains(field.getKey()) && !content.isArray()) {
        renamed.putArray(name).add(content);
      } else {
        renamed.set(name, content);
      }
    }
    return renamed;
  }
}
