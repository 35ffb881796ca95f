package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.templates.CloudEndpoints.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pushes images to a registry in this process, on a base from the same registry, and writes specs
 * to a folder. Tests to which the jars do not matter use a single empty one.
 */
class PushIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void pushesOurLayersOnTheBasesAndNamesTheResultByDigest() throws Exception {
    try (FakeRegistry registry = FakeRegistry.open(folder.resolve("blobs"))) {
      String base = pushABase(registry);
      List<String> ofTheBase = registry.uploaded();

      Staged staged =
          stage(
              registry.host(),
              FewJars::ofThisBuild,
              "--jobs=import,export",
              "--tag=v1",
              "--baseImage=" + base);

      assertThat(staged.status()).as(staged.err()).isEqualTo(ExitStatus.SUCCEEDED);
      assertThat(staged.err()).isEmpty();
      for (String job : List.of("import", "export")) {
        String name = "my-project/templates/lintel-" + job;
        FakeRegistry.Manifest manifest = registry.manifest(name, "v1").orElseThrow();
        JsonNode spec = spec(job);
        assertThat(spec.get("image").asText())
            .isEqualTo(registry.host() + "/" + name + "@" + manifest.digest());
        assertThat(registry.manifest(name, manifest.digest())).contains(manifest);
        assertThat(spec.get("metadata"))
            .isEqualTo(MAPPER.readTree(Path.of(job, Templates.METADATA_FILE).toFile()));
        assertThat(staged.out())
            .contains("image  %s/%s:v1  %s  ".formatted(registry.host(), name, manifest.digest()));

        List<String> layers = layers(manifest);
        assertThat(layers).hasSize(3);
        assertThat(layers.get(0)).as("the base's first").isIn(ofTheBase);
        assertThat(ImageTar.files(registry.blob(layers.get(0)))).containsExactly("/opt/launcher");
        assertThat(ImageTar.files(registry.blob(layers.get(1))))
            .allMatch(file -> file.matches("/template/lib/.*\\.jar"))
            .noneMatch(file -> file.contains("lintel-"));
        assertThat(ImageTar.files(registry.blob(layers.get(2))))
            .allMatch(file -> file.matches("/template/(lib/)?lintel-.*\\.jar"));
        JsonNode config = config(registry, manifest);
        assertThat(ImageTar.environment(config))
            .containsAllEntriesOf(
                Map.of(
                    "HOME_OF_THE_LAUNCHER", "/opt",
                    "LINTEL_JOB", job,
                    "FLEX_TEMPLATE_JAVA_MAIN_CLASS", "dev.lintel.pipeline.cli.Lintel"));
        assertThat(config.get("config").get("Entrypoint")).hasToString("[\"/opt/launcher\"]");
      }
      assertThat(new HashSet<>(registry.uploaded()))
          .as("two of the base, our two layers, and a configuration for each job")
          .hasSize(6);
      assertThat(staged.out())
          .contains(
              "gcloud dataflow flex-template run lintel-import --project=my-project"
                  + " --region=us-central1",
              "--template-file-gcs-location=" + specFolder().resolve("import.json"),
              "--parameters=instanceId=my-instance,databaseId=my-database,");
    }
  }

  @Test
  void givenAnotherPushUnderTheTag_anEarlierSpecKeepsItsImage() throws Exception {
    try (FakeRegistry registry = FakeRegistry.open(folder.resolve("blobs"))) {
      stage(registry, "--jobs=export", "--tag=v1", "--baseImage=" + pushABase(registry));
      String before = spec("export").get("image").asText();

      Path other = Files.writeString(folder.resolve("another"), "base");
      String base = registry.pushABase("other", other);
      Staged again = stage(registry, "--jobs=export", "--tag=v1", "--baseImage=" + base);

      assertThat(again.status()).as(again.err()).isEqualTo(ExitStatus.SUCCEEDED);
      assertThat(spec("export").get("image").asText()).isNotEqualTo(before);
      assertThat(registry.manifest("my-project/templates/lintel-export", digestOf(before)))
          .isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | pushing is forbidden (403); whoever is logged in needs roles/artifactregistry.writer"
            + " on repository templates in us-central1",
        "401 | not logged in to the registry (401); gcloud auth configure-docker REGISTRY does it,"
            + " or gcloud auth application-default login",
        "404 | there is no such repository (404), or no right to see it; gcloud artifacts"
            + " repositories create templates --repository-format=docker --location=us-central1"
            + " --project=my-project makes it",
      })
  void givenTheRegistryRefusesTheSecondImage_saysWhyAndWritesNoSpec(int status, String why)
      throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(
            folder.resolve("blobs"),
            (method, path) ->
                method.equals("POST") && path.contains("/lintel-export/") ? status : 0)) {

      Staged staged =
          stage(registry, "--jobs=import,export", "--tag=v1", "--baseImage=" + pushABase(registry));

      assertThat(staged.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(staged.err())
          .isEqualTo(
              "lintel stage: %s/my-project/templates/lintel-export:v1: %s\n"
                  .formatted(registry.host(), why.replace("REGISTRY", registry.host())));
      assertThat(staged.out()).contains("lintel-import:v1").doesNotContain("spec ", "gcloud");
      assertThat(specFolder()).doesNotExist();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | BASE may not be read; get the right to, or name another with --baseImage",
        "403 | BASE may not be read; get the right to, or name another with --baseImage",
        "404 | BASE is not there (404), or may not be seen; name another with --baseImage",
        "405 | BASE cannot be pulled: ",
        "500 | BASE cannot be pulled: ",
      })
  void givenTheRegistryRefusesTheBase_namesItAndNotTheTarget(int status, String why)
      throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(
            folder.resolve("blobs"),
            (method, path) -> path.contains("/bases/hidden/manifests/") ? status : 0)) {
      String base = registry.host() + "/bases/hidden:1";

      Staged staged = stage(registry, "--jobs=export", "--baseImage=" + base);

      assertThat(staged.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(staged.err())
          .startsWith("lintel stage: the base image " + why.replace("BASE", base))
          .doesNotContain("lintel-export", "artifacts repositories create")
          .hasLineCount(1);
      assertThat(specFolder()).doesNotExist();
    }
  }

  @Test
  void givenTheBasesRegistryDoesNotAnswer_namesTheBase() throws Exception {
    String gone;
    try (FakeRegistry registry = FakeRegistry.open(folder.resolve("gone"))) {
      gone = registry.host();
    }
    try (FakeRegistry registry = FakeRegistry.open(folder.resolve("blobs"))) {

      Staged staged = stage(registry, "--jobs=export", "--baseImage=" + gone + "/bases/launcher:1");

      assertThat(staged.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(staged.err())
          .startsWith(
              "lintel stage: the base image %s/bases/launcher:1 cannot be pulled: ".formatted(gone))
          .contains("refused")
          .hasLineCount(1);
    }
  }

  @Test
  void givenNoRegistryAnswers_saysWhichImage() throws Exception {
    String host;
    try (FakeRegistry registry = FakeRegistry.open(folder.resolve("blobs"))) {
      host = registry.host();
    }

    Staged staged =
        stage(
            host, this::oneEmptyJar, "--jobs=export", "--tag=v1", "--baseImage=" + aBaseInAFile());

    assertThat(staged.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(staged.err())
        .startsWith(
            "lintel stage: %s/my-project/templates/lintel-export:v1 cannot be pushed: "
                .formatted(host))
        .contains("refused")
        .hasLineCount(1);
    assertThat(specFolder()).doesNotExist();
  }

  @Test
  void givenAPlaceWhereNoSpecCanBe_saysThatTheImagesAreThere() throws Exception {
    try (FakeRegistry registry = FakeRegistry.open(folder.resolve("blobs"))) {
      Files.writeString(
          Files.createDirectories(folder.resolve("my-bucket")).resolve("templates"), "a file");

      Staged staged = stage(registry, "--jobs=export", "--baseImage=" + pushABase(registry));

      assertThat(staged.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(staged.err())
          .contains(
              specFolder().resolve("export.json")
                  + " cannot be written, though the images are there")
          .hasLineCount(1);
    }
  }

  /** Uses the certificate check of {@link CloudEndpoints#google}. Jib retries for a minute. */
  @Test
  @Tag("large")
  void givenARegistryThatCannotProveWhoItIs_pushesNothing() throws Exception {
    try (FakeRegistry registry = FakeRegistry.open(folder.resolve("blobs"))) {
      Staged staged =
          Staged.with(
              new CloudEndpoints(
                  region -> registry.host(),
                  bucket -> folder.resolve(bucket).toString(),
                  CloudEndpoints.google().certificate()),
              this::oneEmptyJar,
              "--project=my-project",
              "--region=us-central1",
              "--repository=templates",
              "--bucket=my-bucket",
              "--jobs=export",
              "--baseImage=" + aBaseInAFile());

      assertThat(staged.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(staged.err()).contains("only secure connections are allowed").hasLineCount(1);
      assertThat(registry.uploaded()).isEmpty();
      assertThat(specFolder()).doesNotExist();
    }
  }

  private Staged stage(FakeRegistry registry, String... options) {
    return stage(registry.host(), this::oneEmptyJar, options);
  }

  private PackagedPipeline oneEmptyJar() throws IOException {
    Path jar = Files.write(folder.resolve("lintel-x.jar"), new byte[0]);
    return new PackagedPipeline(jar, List.of());
  }

  private Staged stage(String host, PackagedPipeline.Source source, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--project=my-project",
                "--region=us-central1",
                "--repository=templates",
                "--bucket=my-bucket"));
    all.addAll(List.of(options));
    return Staged.with(
        new CloudEndpoints(
            region -> host, bucket -> folder.resolve(bucket).toString(), Certificate.ANY),
        source,
        all.toArray(String[]::new));
  }

  private String pushABase(FakeRegistry registry) throws Exception {
    return registry.pushABase(
        "launcher", Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n"));
  }

  private String aBaseInAFile() {
    Staged base =
        Staged.with(
            CloudEndpoints.google(),
            this::oneEmptyJar,
            "--local=" + folder.resolve("base"),
            "--jobs=export");
    assertThat(base.status()).as(base.err()).isEqualTo(ExitStatus.SUCCEEDED);
    return "tar://" + folder.resolve("base/lintel-export.tar");
  }

  private Path specFolder() {
    return folder.resolve("my-bucket/templates/lintel");
  }

  private JsonNode spec(String job) throws IOException {
    return MAPPER.readTree(specFolder().resolve(job + ".json").toFile());
  }

  private static String digestOf(String image) {
    return image.substring(image.indexOf('@') + 1);
  }

  private static List<String> layers(FakeRegistry.Manifest manifest) throws IOException {
    return MAPPER.readTree(manifest.content()).get("layers").findValuesAsText("digest");
  }

  private static JsonNode config(FakeRegistry registry, FakeRegistry.Manifest manifest)
      throws IOException {
    String digest = MAPPER.readTree(manifest.content()).get("config").get("digest").asText();
    return MAPPER.readTree(registry.blob(digest).toFile());
  }
}
