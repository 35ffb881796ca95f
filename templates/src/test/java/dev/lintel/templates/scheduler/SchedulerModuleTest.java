package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The declarations of the Terraform module. No test here needs Terraform or Google Cloud. */
class SchedulerModuleTest {

  static Stream<Path> allFiles() {
    return TerraformModule.allFiles().stream();
  }

  static Stream<String> examples() {
    return TerraformModule.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("allFiles")
  void everyFileIsHcl(Path file) {
    assertThat(TerraformModule.parse(file)).isNotEmpty();
    // The parser accepts a file that ends too early.
    String code = code(file).replaceAll("\"(\\\\.|[^\"\\\\\n])*\"", "");
    assertThat(code).doesNotContain("\"");
    for (String pair : List.of("{}", "[]", "()")) {
      assertThat(code.chars().filter(c -> c == pair.charAt(0)).count())
          .as("%s of %s", pair, file)
          .isEqualTo(code.chars().filter(c -> c == pair.charAt(1)).count());
    }
  }

  @Test
  void everyVariableAndOutputHasADescription() {
    TerraformModule.variables()
        .fields()
        .forEachRemaining(
            each -> {
              assertThat(each.getValue().path("description").asText())
                  .as(each.getKey())
                  .matches("[A-Z(].{10,}[.]");
              assertThat(each.getValue().has("type")).as("type of " + each.getKey()).isTrue();
            });
    TerraformModule.parse(TerraformModule.FOLDER.resolve("outputs.tf"))
        .get("output")
        .forEach(output -> assertThat(output.path("description").asText()).endsWith("."));
  }

  @Test
  void everyVariableIsUsedAndEveryOneUsedIsDeclared() {
    assertThat(references("\\bvar\\.([a-z_]+)", file -> !file.endsWith("variables.tf")))
        .isEqualTo(names(TerraformModule.variables()));
  }

  @Test
  void everyLocalValueIsUsedAndEveryOneUsedIsDeclared() {
    TreeSet<String> declared = new TreeSet<>();
    TerraformModule.files()
        .forEach(file -> declared.addAll(names(TerraformModule.parse(file).path("locals"))));

    assertThat(references("\\blocal\\.([a-z_]+)", file -> true)).isEqualTo(declared);
  }

  @Test
  void everyResourceThatIsReferredToExists() {
    TreeSet<String> declared = new TreeSet<>();
    TerraformModule.files()
        .forEach(
            file ->
                TerraformModule.parse(file)
                    .path("resource")
                    .fields()
                    .forEachRemaining(
                        type ->
                            names(type.getValue())
                                .forEach(name -> declared.add(type.getKey() + "." + name))));

    assertThat(declared)
        .containsAll(references("\\b(google_[a-z_]+\\.[a-z_]+)", file -> true))
        .hasSizeGreaterThan(10);
  }

  @Test
  void variablesThatOnlyTheUserKnowsHaveNoDefault() {
    TreeSet<String> required = new TreeSet<>();
    TerraformModule.variables()
        .fields()
        .forEachRemaining(
            each -> {
              if (!each.getValue().has("default")) {
                required.add(each.getKey());
              }
            });

    assertThat(required)
        .contains(
            "project",
            "region",
            "parameters",
            "database_role",
            "schedule",
            "write_buckets",
            "notification_channels");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleGivesAllRequiredVariablesAndOnlyValidOnes(String example) {
    ObjectNode arguments = TerraformModule.arguments(example);
    assertThat(names(TerraformModule.variables())).containsAll(names(arguments));
    TerraformModule.variables()
        .fields()
        .forEachRemaining(
            each -> {
              if (!each.getValue().has("default")) {
                assertThat(names(arguments)).contains(each.getKey());
              }
              if (each.getValue().has("validation")) {
                assertThat(TerraformModule.isValid(each.getKey(), arguments))
                    .as(each.getKey())
                    .isTrue();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everythingEvaluates(String example) {
    List<String> empty = new ArrayList<>();
    findNulls("", TerraformModule.evaluated(TerraformModule.arguments(example)), empty);

    assertThat(empty).isEmpty();
  }

  @Test
  void scheduleCallsTheApiAsTheLauncher() {
    JsonNode job = resource("nightly-export", "google_cloud_scheduler_job", "launch");

    assertThat(job.get("http_target").get("uri").asText())
        .isEqualTo(
            "https://dataflow.googleapis.com/v1b3/projects/my-project/locations/europe-west1/flexTemplates:launch");
    assertThat(job.at("/http_target/http_method").asText()).isEqualTo("POST");
    assertThat(job.at("/http_target/headers/Content-Type").asText()).isEqualTo("application/json");
    assertThat(job.at("/http_target/oauth_token/scope").asText())
        .isEqualTo("https://www.googleapis.com/auth/cloud-platform");
    assertThat(job.at("/http_target/oauth_token/service_account_email").asText())
        .isEqualTo("nightly-export-launcher@my-project.iam.gserviceaccount.com");
    assertThat(job.get("attempt_deadline").asText()).isEqualTo("180s");
    assertThat(job.at("/retry_config/retry_count").intValue()).isEqualTo(3);
    assertThat(job.get("paused").booleanValue()).isFalse();
  }

  @Test
  void scheduleComesAfterEveryGrant() {
    Set<String> grants =
        references("resource \"(google_[a-z_]+_iam_member\" \"[a-z_]+)", f -> true);
    List<String> waitsFor = new ArrayList<>();
    resource("nightly-export", "google_cloud_scheduler_job", "launch")
        .get("depends_on")
        .forEach(each -> waitsFor.add(each.asText()));

    assertThat(waitsFor)
        .containsExactlyInAnyOrderElementsOf(
            grants.stream().map(grant -> grant.replace("\" \"", ".")).toList());
  }

  @Test
  void tempBucketIsPrivateAndDeletesOnlyTemporaryFiles() {
    JsonNode bucket = resource("nightly-export", "google_storage_bucket", "temp");

    assertThat(bucket.get("public_access_prevention").asText()).isEqualTo("enforced");
    assertThat(bucket.get("uniform_bucket_level_access").booleanValue()).isTrue();
    assertThat(bucket.at("/soft_delete_policy/retention_duration_seconds").intValue()).isZero();
    assertThat(bucket.get("lifecycle_rule"))
        .isEqualTo(
            Json.of(
                Map.of(
                    "condition",
                    Map.of("age", 7, "matches_prefix", List.of("temp/")),
                    "action",
                    Map.of("type", "Delete"))));
  }

  private static JsonNode resource(String example, String type, String name) {
    return TerraformModule.evaluated(TerraformModule.arguments(example))
        .at("/resource/" + type + "/" + name);
  }

  private static void findNulls(String path, JsonNode node, List<String> found) {
    if (node.isNull()) {
      found.add(path);
    }
    node.fields()
        .forEachRemaining(each -> findNulls(path + "/" + each.getKey(), each.getValue(), found));
    if (node.isArray()) {
      node.forEach(each -> findNulls(path + "[]", each, found));
    }
  }

  private static Set<String> references(String regex, Predicate<Path> inFile) {
    return TerraformModule.files().stream()
        .filter(inFile)
        .flatMap(file -> Pattern.compile(regex).matcher(code(file)).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(JsonNode object) {
    return StreamSupport.stream(
            ((Iterable<String>) object::fieldNames).spliterator(), /* parallel= */ false)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The file without its comments, which are on lines of their own. */
  private static String code(Path file) {
    return TerraformModule.read(file).replaceAll("(?m)^ *#.*$", "");
  }
}
