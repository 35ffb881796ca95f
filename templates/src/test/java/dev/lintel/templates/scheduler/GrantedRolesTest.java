package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The roles that the Terraform module grants. */
class GrantedRolesTest {

  private static final String LAUNCHER =
      "nightly-export-launcher@my-project.iam.gserviceaccount.com";
  private static final String WORKER = "nightly-export-worker@my-project.iam.gserviceaccount.com";
  private static final String DATABASE = "database my-project/my-instance/my-database";

  @Test
  void grantsTheseRolesAndNoOthers() {
    assertThat(Grant.ofModule(TerraformModule.arguments("nightly-export")))
        .containsExactlyInAnyOrder(
            new Grant(LAUNCHER, "roles/dataflow.developer", "project my-project"),
            new Grant(LAUNCHER, "roles/storage.objectViewer", "bucket my-templates"),
            new Grant(LAUNCHER, "roles/iam.serviceAccountUser", "account " + WORKER),
            new Grant(WORKER, "roles/dataflow.worker", "project my-project"),
            new Grant(WORKER, "roles/dataflow.viewer", "project my-project"),
            new Grant(
                WORKER,
                "roles/artifactregistry.reader",
                "repository my-project/europe-west1/lintel"),
            new Grant(WORKER, "roles/storage.objectUser", "bucket my-project-nightly-export-temp"),
            new Grant(WORKER, "roles/storage.objectUser", "bucket my-exports"),
            new Grant(WORKER, "roles/spanner.databaseReader", DATABASE),
            new Grant(WORKER, "roles/spanner.databaseUser", DATABASE));
  }

  @Test
  void ledgerInAnotherDatabaseIsGrantedThere() {
    assertThat(Grant.ofModule(TerraformModule.arguments("nightly-import")))
        .filteredOn(grant -> grant.role().equals("roles/spanner.databaseUser"))
        .extracting(Grant::resource)
        .containsExactlyInAnyOrder(DATABASE, "database my-project/my-instance/operations");
  }

  @Test
  void copyReadsItsSourceAndWritesToItsDestination() {
    assertThat(databaseGrants(TerraformModule.arguments("nightly-copy")))
        .containsExactlyInAnyOrder(
            "roles/spanner.databaseReaderWithDataBoost on database"
                + " my-project/my-instance/my-database",
            "roles/spanner.databaseUser on database my-test-project/my-test-instance/my-copy");
  }

  @Test
  void theProjectsOfCopyAreThatOfSpannerUnlessTheyAreGiven() {
    ObjectNode arguments = TerraformModule.arguments("nightly-copy");
    ((ObjectNode) arguments.get("parameters"))
        .put("spannerProjectId", "my-data")
        .remove(List.of("sourceProjectId", "destinationProjectId", "dataBoostEnabled"));

    assertThat(databaseGrants(arguments))
        .containsExactlyInAnyOrder(
            "roles/spanner.databaseReader on database my-data/my-instance/my-database",
            "roles/spanner.databaseUser on database my-data/my-test-instance/my-copy");
  }

  @Test
  void verifyReadsTheDatabaseThatItComparesWith() {
    assertThat(databaseGrants(TerraformModule.arguments("weekly-verify")))
        .containsExactlyInAnyOrder(
            "roles/spanner.databaseReader on database my-project/my-instance/my-database",
            "roles/spanner.databaseReader on database my-project/my-test-instance/my-copy",
            "roles/spanner.databaseUser on database my-project/my-test-instance/my-copy");
  }

  private static List<String> databaseGrants(ObjectNode arguments) {
    return Grant.ofModule(arguments).stream()
        .filter(grant -> grant.resource().startsWith("database "))
        .map(grant -> grant.role() + " on " + grant.resource())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no ledger", "a ledger in the job's own database"})
  void ledgerIsNotGrantedWithoutJobKeyOrIfTheGrantExists(String how) {
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    ObjectNode parameters = (ObjectNode) arguments.get("parameters");
    parameters.remove(how.startsWith("no") ? "jobKey" : "ledgerDatabaseId");

    assertThat(
            TerraformModule.evaluated(arguments)
                .at("/resource/google_spanner_database_iam_member/worker_keeps_ledger/count")
                .intValue())
        .isZero();
    Set<Grant> grants = Grant.ofModule(arguments);
    assertThat(grants)
        .filteredOn(grant -> grant.resource().startsWith("database"))
        .extracting(Grant::resource)
        .containsExactly(DATABASE);
  }
}
