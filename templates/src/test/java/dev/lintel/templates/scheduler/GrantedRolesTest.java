package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which account may do what, by the Terraform module. */
class GrantedRolesTest {

  private static final String ACCOUNTS = "google_service_account.";

  @Test
  void grantsTheseRolesAndNoOther() {
    assertThat(grants("nightly-export"))
        .containsExactlyInAnyOrder(
            "launcher: roles/dataflow.developer on project my-project",
            "launcher: roles/storage.objectViewer on bucket my-templates",
            "launcher: roles/iam.serviceAccountUser on account google_service_account.worker.name",
            "worker: roles/dataflow.worker on project my-project",
            "worker: roles/dataflow.viewer on project my-project",
            "worker: roles/artifactregistry.reader on repository europe-west1/lintel",
            "worker: roles/storage.objectUser on bucket my-project-nightly-export-temp",
            "worker: roles/storage.objectViewer on buckets []",
            "worker: roles/storage.objectUser on buckets [\"my-exports\"]",
            "worker: roles/spanner.databaseReader on database my-database",
            "worker: roles/spanner.databaseUser on database my-database");
  }

  @Test
  void ledgerInADatabaseOfItsOwnIsGrantedThere() {
    assertThat(grants("nightly-import"))
        .contains(
            "worker: roles/spanner.databaseUser on database my-database",
            "worker: roles/spanner.databaseUser on database operations");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no ledger", "a ledger in the database that the job may write to anyway"})
  void ledgerIsNotGrantedIfThereIsNoneOrTheGrantIsThereAlready(String how) {
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    ObjectNode parameters = (ObjectNode) arguments.get("parameters");
    parameters.remove(how.startsWith("no") ? "jobKey" : "ledgerDatabaseId");

    assertThat(
            TerraformModule.evaluated(arguments)
                .at("/resource/google_spanner_database_iam_member/worker_keeps_ledger/count")
                .intValue())
        .isZero();
  }

  /** Each as "account: role on what". */
  private static List<String> grants(String example) {
    List<String> grants = new ArrayList<>();
    TerraformModule.evaluated(TerraformModule.arguments(example))
        .get("resource")
        .fields()
        .forEachRemaining(
            type -> {
              if (type.getKey().contains("_iam_")) {
                type.getValue().forEach(grant -> grants.add(grant(type.getKey(), grant)));
              }
            });
    return grants;
  }

  private static String grant(String type, JsonNode grant) {
    String where =
        switch (type) {
          case "google_project_iam_member" -> "project " + grant.get("project").asText();
          case "google_storage_bucket_iam_member" ->
              grant.has("for_each")
                  ? "buckets " + grant.get("for_each")
                  : "bucket " + grant.get("bucket").asText();
          case "google_service_account_iam_member" ->
              "account " + grant.get("service_account_id").asText();
          case "google_artifact_registry_repository_iam_member" ->
              "repository "
                  + grant.get("location").asText()
                  + "/"
                  + grant.get("repository").asText();
          case "google_spanner_database_iam_member" -> "database " + grant.get("database").asText();
          default -> throw new IllegalArgumentException("a grant of a kind not foreseen: " + type);
        };
    String member = grant.get("member").asText();
    assertThat(member).startsWith(ACCOUNTS).endsWith(".member");
    return "%s: %s on %s"
        .formatted(
            member.substring(ACCOUNTS.length(), member.length() - ".member".length()),
            grant.get("role").asText(),
            where);
  }
}
