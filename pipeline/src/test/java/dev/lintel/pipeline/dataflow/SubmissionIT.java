package dev.lintel.pipeline.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.cli.Jobs;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.copy.CopyRun;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a launch sends to Dataflow: the Dataflow runner itself translates each job, and a server
 * that answers like Google's receives all that leaves the process.
 */
@Timeout(180)
@SpannerDatabase(ddl = SubmissionIT.TABLE)
class SubmissionIT {

  static final String TABLE =
      "CREATE TABLE T (Id INT64 NOT NULL, Text STRING(MAX)) PRIMARY KEY (Id)";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Is in the database and in the input, and must not be sent anywhere. */
  private static final String ROW_CONTENT = "Rosebud-8f14";

  /** The secret of a spec. */
  private static final String SALT = "salt-of-a-copy-5d20";

  private final EmulatorDatabase database;
  private final FakeGoogle google = new FakeGoogle();

  @TempDir private Path folder;

  /** Of a copy. */
  private final EmulatorDatabase destination;

  /** Of a comparison. */
  private final EmulatorDatabase reference;

  SubmissionIT(EmulatorDatabase database, SpannerEmulator emulator) {
    this.database = database;
    this.destination = emulator.createDatabase(List.of());
    this.reference = emulator.createDatabase(List.of(TABLE));
  }

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    Rows.write(
        database,
        Mutation.newInsertBuilder("T").set("Id").to(1).set("Text").to(ROW_CONTENT).build());
  }

  @AfterEach
  void closeGoogle() {
    google.close();
  }

  static Stream<String> jobs() {
    return Jobs.all().stream().map(job -> CommandSpec.of(job.optionsType()).name());
  }

  private List<String> options(String job) throws IOException {
    return switch (job) {
      case "export" -> List.of("--outputDir=" + folder.resolve("out"), "--requestTag=nightly-tag");
      case "import" -> {
        Path input = Files.createDirectories(folder.resolve("in"));
        Files.writeString(input.resolve("T.csv"), "Id,Text\n2," + ROW_CONTENT + "\n");
        yield List.of("--inputDir=" + input, "--hasHeader", "--requestTag=nightly-tag");
      }
      case "enrich" -> {
        Path input = Files.writeString(folder.resolve("in.csv"), "Id\n1\n");
        Path spec =
            Files.writeString(
                folder.resolve("spec.json"),
                """
                {"fields": {"Id": "INT64"}, "lookups": [{"name": "t", "table": "T",
                  "key": {"Id": "Id"}, "columns": {"Text": "Text"}}]}
                """);
        yield List.of(
            "--input=" + input,
            "--hasHeader",
            "--spec=" + spec,
            "--outputDir=" + folder.resolve("out"),
            "--requestTag=nightly-tag");
      }
      case "purge" ->
          List.of(
              "--tableName=T",
              "--where=Id = 1",
              "--archiveDir=" + folder.resolve("archive"),
              "--requestTag=nightly-tag");
      case "copy" -> {
        Path spec =
            Files.writeString(
                folder.resolve("copy.json"),
                """
                {"salt": "%s", "tables": {"T": {"mask": {"Text": "hash"}}}}
                """
                    .formatted(SALT));
        yield List.of("--spec=" + spec, "--requestTag=nightly-tag");
      }
      case "verify" ->
          List.of(
              "--againstDatabaseId=" + reference.databaseId(),
              "--outputDir=" + folder.resolve("out"),
              "--requestTag=nightly-tag");
      default -> throw new IllegalArgumentException("give options for " + job);
    };
  }

  /** Launches like Dataflow's launcher: the pipeline is written to a file, from which it is run. */
  private JsonNode template(String job, String file) throws Exception {
    List<String> all =
        new ArrayList<>(
            google.options().stream()
                .filter(option -> !option.startsWith("--credentialFactoryClass="))
                .toList());
    all.add("--credentialFactoryClass=" + PlantedCredentials.class.getName());
    all.addAll(options(job));
    all.add("--jobName=nightly-" + job);
    all.add("--jobKey=template-" + job + file);
    all.add("--templateLocation=" + folder.resolve(file));
    all.add("--filesToStage=" + Files.writeString(folder.resolve("lintel.jar"), "a jar"));
    String[] options = all.toArray(String[]::new);
    CommandRun run =
        job.equals("copy")
            ? CopyRun.of(database, destination, options)
            : CommandRun.on(database, job, options);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out()).as("nothing to report yet").isEmpty();
    assertSaysNoSecret(run.err());
    for (String row : Rows.of(ledger(job), "SELECT * FROM LintelRuns")) {
      assertSaysNoSecret(row);
    }
    return MAPPER.readTree(folder.resolve(file).toFile());
  }

  private static List<String> stepNames(JsonNode job) {
    List<String> names = new ArrayList<>();
    job.get("steps").forEach(step -> names.add(text(step.at("/properties/user_name"))));
    return names;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aTemplatesJobHasAllThatItNeedsAndNoSecretsOrRows(String job) throws Exception {
    JsonNode first = template(job, "first.json");
    JsonNode second = template(job, "second.json");

    assertThat(first.get("name").asText()).isEqualTo("nightly-" + job);
    assertThat(first.get("type").asText()).isEqualTo("JOB_TYPE_BATCH");
    List<String> names = stepNames(first);
    assertThat(names).doesNotHaveDuplicates().contains("Record success");
    assertThat(stepNames(second)).as("the same for each launch").isEqualTo(names);

    JsonNode options = first.at("/environment/sdkPipelineOptions/options");
    assertThat(options.get("jobKey").asText()).isEqualTo("template-" + job + "first.json");
    Set<String> shown = new HashSet<>();
    first
        .at("/environment/sdkPipelineOptions/display_data")
        .forEach(item -> shown.add(text(item.get("key"))));
    assertThat(shown).contains("jobKey", "requestTag", "runner");
    assertThat(shown)
        .containsAll(
            job.equals("copy")
                ? List.of("sourceDatabaseId", "destinationDatabaseId")
                : List.of("instanceId", "databaseId"));

    assertThat(first.at("/environment/workerPools/0/packages").findValuesAsText("name"))
        .anyMatch(name -> name.startsWith("lintel-") && name.endsWith(".jar"));
    assertThat(google.objectNames()).anyMatch(name -> name.contains("/lintel-"));

    assertThat(first.get("labels").properties())
        .anySatisfy(
            label -> {
              assertThat(label.getKey()).isEqualTo("lintel-run");
              assertThat(label.getValue().asText()).matches("[0-9a-z_-]{1,63}");
            });

    for (byte[] sent : everythingThatWasSent()) {
      assertSaysNoSecret(new String(sent, StandardCharsets.UTF_8));
    }
  }

  private static void assertSaysNoSecret(String text) {
    assertThat(text)
        .doesNotContain(
            ROW_CONTENT,
            SALT,
            PlantedCredentials.TOKEN,
            "private_key",
            "access_token",
            "refresh_token",
            "Bearer ");
  }

  private EmulatorDatabase ledger(String job) {
    return job.equals("copy") ? destination : database;
  }

  private List<byte[]> everythingThatWasSent() throws IOException {
    List<byte[]> all = new ArrayList<>();
    google.objectNames().forEach(name -> all.add(google.object(name)));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(path -> path.toString().matches(".*/(first|second)[.]json")).toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    assertThat(all).hasSizeGreaterThan(3);
    return all;
  }

  /** A value of the API, which has its type beside it or not. */
  private static String text(JsonNode value) {
    return value.isObject() ? value.path("value").asText() : value.asText();
  }
}
