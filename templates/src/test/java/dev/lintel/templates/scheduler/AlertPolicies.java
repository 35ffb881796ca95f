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

/** Alert policies as messages of the Monitoring API, whose parser refuses unknown fields. */
final class AlertPolicies {

  /** Blocks in Terraform that are lists in the API. */
  private static final Set<String> LISTS = Set.of("conditions", "aggregations");

  private AlertPolicies() {}

  /** The policies of the Terraform module. */
  static List<AlertPolicy> ofModule(ObjectNode arguments) throws InvalidProtocolBufferException {
    List<AlertPolicy> policies = new ArrayList<>();
    for (JsonNode policy :
        TerraformModule.evaluated(arguments).at("/resource/google_monitoring_alert_policy")) {
      ObjectNode fields = policy.deepCopy();
      fields.remove("project");
      policies.add(read(withApiNames(fields).toString()));
    }
    return policies;
  }

  /** The policies that schedule.sh creates. */
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

  /** Converts the field names of the provider, in snake case, to those of the API. */
  private static JsonNode withApiNames(JsonNode value) {
    if (!value.isObject()) {
      return value;
    }
    ObjectNode renamed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, field.getKey());
      JsonNode content = withApiNames(field.getValue());
      if (LISTS.contains(field.getKey()) && !content.isArray()) {
        renamed.putArray(name).add(content);
      } else {
        renamed.set(name, content);
      }
    }
    return renamed;
  }
}
