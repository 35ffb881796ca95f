package dev.lintel.templates.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A role that is granted to an account.
 *
 * @param account the account's e-mail address
 * @param resource kind and full name of the resource on which the role is granted
 */
record Grant(String account, String role, String resource) {

  private static final String ADD = "add-iam-policy-binding";

  @Override
  public String toString() {
    return "%s: %s on %s".formatted(account, role, resource);
  }

  /** The grants of the Terraform module. */
  static Set<Grant> ofModule(ObjectNode arguments) {
    Set<Grant> grants = new HashSet<>();
    TerraformModule.evaluated(arguments)
        .get("resource")
        .fields()
        .forEachRemaining(
            type -> {
              if (type.getKey().contains("_iam_")) {
                for (JsonNode grant : type.getValue()) {
                  resources(type.getKey(), grant, arguments)
                      .map(
                          resource ->
                              new Grant(
                                  account(grant.get("member").asText(), "member", arguments),
                                  grant.get("role").asText(),
                                  resource))
                      .forEach(grants::add);
                }
              }
            });
    return grants;
  }

  /** The grants that schedule.sh made. */
  static Set<Grant> ofScript(ScheduleScript.Run run) {
    Set<Grant> grants = new HashSet<>();
    for (List<String> call : run.calls()) {
      int at = call.indexOf(ADD);
      if (at >= 0) {
        String member = ScheduleScript.flag(call, "--member");
        if (!member.startsWith("serviceAccount:")) {
          throw new IllegalArgumentException("not a service account: " + member);
        }
        grants.add(
            new Grant(
                member.substring("serviceAccount:".length()),
                ScheduleScript.flag(call, "--role"),
                resource(String.join(" ", call.subList(0, at)), call.get(at + 1), call)));
      }
    }
    return grants;
  }

  private static Stream<String> resources(String type, JsonNode grant, ObjectNode arguments) {
    if (grant.has("count") && grant.get("count").intValue() == 0) {
      return Stream.empty();
    }
    if (grant.has("for_each")) {
      return StreamSupport.stream(grant.get("for_each").spliterator(), /* parallel= */ false)
          .map(bucket -> "bucket " + bucket.asText());
    }
    return Stream.of(
        switch (type) {
          case "google_project_iam_member" -> "project " + text(grant, "project");
          case "google_storage_bucket_iam_member" -> "bucket " + text(grant, "bucket");
          case "google_service_account_iam_member" ->
              "account " + account(text(grant, "service_account_id"), "name", arguments);
          case "google_artifact_registry_repository_iam_member" ->
              "repository " + text(grant, "project", "location", "repository");
          case "google_spanner_database_iam_member" ->
              "database " + text(grant, "project", "instance", "database");
          default -> throw new IllegalArgumentException("unknown kind of grant: " + type);
        });
  }

  private static String resource(String kind, String name, List<String> call) {
    return switch (kind) {
      case "projects" -> "project " + name;
      case "storage buckets" -> "bucket " + name.replaceFirst("^gs://", "");
      case "iam service-accounts" -> "account " + name;
      case "artifacts repositories" ->
          "repository %s/%s/%s"
              .formatted(
                  ScheduleScript.flag(call, "--project"),
                  ScheduleScript.flag(call, "--location"),
                  name);
      case "spanner databases" ->
          "database %s/%s/%s"
              .formatted(
                  ScheduleScript.flag(call, "--project"),
                  ScheduleScript.flag(call, "--instance"),
                  name);
      default -> throw new IllegalArgumentException("unknown kind of grant: " + kind);
    };
  }

  /** Resolves a reference to one of the module's two accounts, as Terraform does. */
  private static String account(String reference, String attribute, ObjectNode arguments) {
    for (String kind : List.of("launcher", "worker")) {
      if (reference.equals("google_service_account.%s.%s".formatted(kind, attribute))) {
        return TerraformModule.account(arguments, kind);
      }
    }
    throw new IllegalArgumentException("neither launcher nor worker: " + reference);
  }

  private static String text(JsonNode grant, String... names) {
    return String.join("/", Stream.of(names).map(name -> grant.get(name).asText()).toList());
  }
}
