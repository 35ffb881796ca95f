package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terraform and the script both refuse an invalid value before anything is created. */
class RefusedValuesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          project,                  My-Project
          region,                   europe
          name,                     nightly_export
          name,                     nightly-export-of-everything
          job,                      ../export
          job,                      GCS_Text_
          template_bucket,          gs://my-templates
          image_repository,         europe-docker.pkg.dev/my-project/lintel
          image_location,           europe-west1-docker.pkg.dev
          image_location,           europe
          database_role,            roles/owner
          database_role,            roles/spanner.admin
          temp_bucket,              gs://my-temp
          temp_days,                0
          read_buckets,             gs://my-inbox
          read_buckets,             'my-inbox,my-others'
          read_buckets,             My-Inbox
          write_buckets,            gs://my-rejected
          write_buckets,            my-rejected/nightly
          write_buckets,            -rejected
          schedule,                 every night
          attempt_deadline_seconds, 14
          attempt_deadline_seconds, 1801
          retry_count,              6
          max_workers,              0
          ip_configuration,         PRIVATE
          """)
  void isRefused(String variable, String value) throws IOException, InterruptedException {
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    if (arguments.path(variable).isArray()) {
      // In addition to a valid value.
      ((ArrayNode) arguments.get(variable)).add(value);
    } else {
      arguments.set(variable, value.matches("[0-9]+") ? Json.read(value) : Json.of(value));
    }
    String option = ScheduleScript.option(variable);

    ScheduleScript.Run run =
        new ScheduleScript(folder).runExample("nightly-import", option + "=" + value);

    assertThat(TerraformModule.isValid(variable, arguments)).isFalse();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("schedule.sh: " + option + ": needs ").hasLineCount(1);
    assertThat(run.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"attempt_deadline_seconds,15", "attempt_deadline_seconds,1800", "retry_count,0"})
  void boundIsAccepted(String variable, int value) throws IOException, InterruptedException {
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    arguments.put(variable, value);
    String option = "--" + variable.replace('_', '-') + "=" + value;

    assertThat(TerraformModule.isValid(variable, arguments)).isTrue();
    assertThat(
            new ScheduleScript(folder).runExample("nightly-import", option, "--dry-run").status())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "nightly-import, instanceId",
    "nightly-import, databaseId",
    "weekly-verify,  databaseId",
    "nightly-copy,   sourceInstanceId",
    "nightly-copy,   sourceDatabaseId",
    "nightly-copy,   destinationInstanceId",
    "nightly-copy,   destinationDatabaseId"
  })
  void launchWithoutDatabaseIsRefused(String example, String parameter)
      throws IOException, InterruptedException {
    ObjectNode without = TerraformModule.arguments(example);
    ((ObjectNode) without.get("parameters")).remove(parameter);
    ObjectNode empty = TerraformModule.arguments(example);
    ((ObjectNode) empty.get("parameters")).put(parameter, "");

    ScheduleScript.Run run =
        new ScheduleScript(folder).runExample(example, "--parameter=" + parameter + "=");

    assertThat(TerraformModule.isValid("parameters", without)).isFalse();
    assertThat(TerraformModule.isValid("parameters", empty)).isFalse();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("schedule.sh: --parameter: instanceId and databaseId are required")
        .hasLineCount(1);
    assertThat(run.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"read_buckets", "write_buckets", "notification_channels"})
  void emptyNameIsRefused(String variable) throws IOException, InterruptedException {
    ObjectNode alone = TerraformModule.arguments("nightly-import");
    alone.putArray(variable).add("");
    ObjectNode last = TerraformModule.arguments("nightly-import");
    ((ArrayNode) last.get(variable)).add("");
    String option = ScheduleScript.option(variable);

    ScheduleScript.Run run = new ScheduleScript(folder).runExample("nightly-import", option + "=");

    assertThat(TerraformModule.isValid(variable, alone)).isFalse();
    assertThat(TerraformModule.isValid(variable, last)).isFalse();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("schedule.sh: " + option + ": ").hasLineCount(1);
    assertThat(run.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"my-templates", "my-inbox", "my-rejected"})
  void tempBucketThatHasOtherFilesIsRefused(String bucket)
      throws IOException, InterruptedException {
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    assertThat(TerraformModule.isTempBucketAccepted(arguments)).isTrue();
    arguments.put("temp_bucket", bucket);

    ScheduleScript.Run run =
        new ScheduleScript(folder).runExample("nightly-import", "--temp-bucket=" + bucket);

    assertThat(TerraformModule.isTempBucketAccepted(arguments)).isFalse();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("schedule.sh: --temp-bucket: needs a bucket of its own")
        .hasLineCount(1);
    assertThat(run.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"on-call@example.com", "projects/p/notificationChannels/1/2", "1234567890"})
  void invalidChannelIsRefused(String channel) throws IOException, InterruptedException {
    ObjectNode arguments = TerraformModule.arguments("nightly-import");
    arguments
        .putArray("notification_channels")
        .add("projects/p/notificationChannels/1")
        .add(channel);

    ScheduleScript.Run run =
        new ScheduleScript(folder)
            .runExample("nightly-import", "--notification-channel=" + channel);

    assertThat(TerraformModule.isValid("notification_channels", arguments)).isFalse();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--notification-channel: needs ").hasLineCount(1);
  }
}
