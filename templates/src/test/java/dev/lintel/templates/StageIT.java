package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.Lease;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stages templates to a folder, in the process that the launcher starts, and runs jobs from the
 * content of the images alone, under the contract of Google's launcher.
 */
class StageIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> JOBS =
      Templates.jobs().stream().map(CommandSpec::name).toList();

  private static final String ROWS =
      """
      Id,Name,Born
      1,Zoë,1815-12-10
      2,"Smith, John",
      3,,1999-12-31
      """;

  @TempDir private static Path folder;
  private static final Map<String, ImageTar> images = new HashMap<>();
  private static Path templates;
  private static JavaProcess staged;
  private static Path root;

  @TempDir private Path scratch;

  @BeforeAll
  static void stageAllJobs() throws Exception {
    templates = folder.resolve("templates");
    staged = JavaProcess.ofLauncher(Map.of(), "stage", "--local=" + templates);
    assertThat(staged.status()).as(staged.output()).isZero();
    for (String job : JOBS) {
      Path apart = folder.resolve("apart").resolve(job);
      Path file = templates.resolve(tar(job));
      images.put(
          job,
          job.equals("import") ? ImageTar.open(file, apart) : ImageTar.openConfig(file, apart));
    }
    root = Files.createDirectories(folder.resolve("root"));
    images.get("import").layOut(root);
  }

  private static String tar(String job) {
    return "lintel-%s.tar".formatted(job.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @Test
  void saysWhatItMade() {
    assertThat(staged.output().lines().filter(line -> line.startsWith("image  ")))
        .hasSameSizeAs(JOBS)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "image  lintel-[a-z-]+:\\S+  sha256:[0-9a-f]{64}  \\d+ MB of jars without a"
                            + " base"));
    assertThat(staged.output().lines().filter(line -> line.startsWith("spec   ")))
        .containsExactlyElementsOf(
            JOBS.stream().map(job -> "spec   " + templates.resolve(job + ".json")).toList());
  }

  @Test
  void thereIsAnImageAndASpecForEachJobAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(templates)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              JOBS.stream().flatMap(job -> Stream.of(tar(job), job + ".json")).toList());
    }
    for (String job : JOBS) {
      JsonNode spec = MAPPER.readTree(templates.resolve(job + ".json").toFile());
      assertThat(List.of(spec.get("image").asText())).isEqualTo(images.get(job).tags());
      assertThat(spec.get("metadata"))
          .isEqualTo(MAPPER.readTree(Path.of(job, Templates.METADATA_FILE).toFile()));
    }
  }

  @Test
  void imagesDifferInTheirJobOnly() throws IOException {
    List<String> layers = images.get("import").layerDigests();
    Map<String, String> environment = Map.copyOf(images.get("import").environment());

    assertThat(layers).hasSize(2);
    for (String job : JOBS) {
      assertThat(images.get(job).layerDigests()).isEqualTo(layers);
      assertThat(images.get(job).environment())
          .containsEntry("LINTEL_JOB", job)
          .hasSameSizeAs(environment)
          .allSatisfy(
              (name, value) -> {
                if (!name.equals("LINTEL_JOB")) {
                  assertThat(environment).containsEntry(name, value);
                }
              });
    }
  }

  @Test
  void stagedAgain_givesTheSameDigest() {
    assertThat(digest("first")).hasSize(1).isEqualTo(digest("second"));
  }

  private List<String> digest(String name) {
    Staged image =
        Staged.with(
            CloudEndpoints.google(),
            FewJars::ofThisBuild,
            "--local=" + scratch.resolve(name),
            "--jobs=export");
    assertThat(image.status()).as(image.err()).isEqualTo(ExitStatus.SUCCEEDED);
    return image.out().lines().filter(line -> line.startsWith("image  lintel-export")).toList();
  }

  @Test
  void holdsTheJobsAndWhatTheirManifestNamesAndNotWhatMadeTheImage() throws IOException {
    PackagedPipeline jobs = PackagedPipeline.running();

    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of(jobs.jar()), jobs.libraries().stream())
                  .map(file -> file.getFileName().toString())
                  .toList())
          .noneMatch(name -> name.startsWith("jib-") || name.startsWith("lintel-templates"));
    }
  }

  /** Beam sends the class path of the launcher's process to the workers. */
  @Test
  void beamFindsEveryJarOfTheImageForTheWorkers() throws IOException {
    Path jar =
        Path.of(root + images.get("import").environment().get("FLEX_TEMPLATE_JAVA_CLASSPATH"));
    List<String> found;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      found =
          PipelineResources.detectClassPathResourcesToStage(
              loader, PipelineOptionsFactory.create());
    }

    try (Stream<Path> files = Files.walk(root)) {
      assertThat(found)
          .containsAll(files.filter(Files::isRegularFile).map(Path::toString).toList());
    }
  }

  @Test
  @SpannerDatabase(
      ddl = "CREATE TABLE People (Id INT64 NOT NULL, Name STRING(MAX), Born DATE) PRIMARY KEY (Id)")
  void jobsRunFromTheImages(EmulatorDatabase database) throws Exception {
    Path input = Files.createDirectories(scratch.resolve("input"));
    Files.writeString(input.resolve("People.csv"), ROWS);

    JavaProcess imported =
        job("import", database, "--inputDir=" + input, "--hasHeader", "--nullString=");
    assertThat(imported.status()).as(imported.output()).isZero();
    assertThat(query(database, "SELECT Id, Name, CAST(Born AS STRING) FROM People ORDER BY Id"))
        .containsExactly("1|Zoë|1815-12-10", "2|Smith, John|NULL", "3|NULL|1999-12-31");

    Path exports = scratch.resolve("exports");
    JavaProcess exported = job("export", database, "--outputDir=" + exports, "--format=csv");
    assertThat(exported.status()).as(exported.output()).isZero();
    Map<String, String> files = filesIn(exports);
    assertThat(files).containsKeys("spanner-export.json", "People-manifest.json");
    assertThat(files.get("People-00000-of-00001.csv"))
        .isEqualTo(
            """
            "Id","Name","Born"
            "1","Zoë","1815-12-10"
            "2","Smith, John",\\N
            "3",\\N,"1999-12-31"
            """);
  }

  @Test
  @SpannerDatabase
  void givenAParameterThatIsWrong_theJobOfTheImageSaysSo(EmulatorDatabase database)
      throws Exception {
    JavaProcess ended = job("export", database, "--outputDr=x");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output())
        .contains("lintel export: ", "--outputDr is not an option; did you mean --outputDir?");
  }

  /** Runs a job in the way of Google's launcher, with a folder as the root of the image. */
  private static JavaProcess job(String job, EmulatorDatabase database, String... options)
      throws IOException, InterruptedException {
    Map<String, String> environment = images.get(job).environment();
    environment.put("SPANNER_EMULATOR_HOST", database.host());
    // It lives too short for the second compiler.
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    List<String> args = new ArrayList<>();
    args.add("--spannerProjectId=" + database.projectId());
    args.add("--instanceId=" + database.instanceId());
    args.add("--databaseId=" + database.databaseId());
    args.addAll(List.of(options));
    return JavaProcess.run(
        environment,
        List.of(root + environment.get("FLEX_TEMPLATE_JAVA_CLASSPATH")),
        environment.get("FLEX_TEMPLATE_JAVA_MAIN_CLASS"),
        args);
  }

  private static List<String> query(EmulatorDatabase database, String sql)
      throws InterruptedException {
    ConnectionConfig config =
        ConnectionConfig.of(database.projectId(), database.instanceId(), database.databaseId())
            .withEmulatorHost(database.host());
    List<String> rows = new ArrayList<>();
    try (Lease lease = SpannerConnections.acquire(config);
        ResultSet result =
            lease.connection().databaseClient().singleUse().executeQuery(Statement.of(sql))) {
      while (result.next()) {
        rows.add(
            IntStream.range(0, result.getColumnCount())
                .mapToObj(column -> result.getValue(column).toString())
                .collect(Collectors.joining("|")));
      }
    }
    return rows;
  }

  private static Map<String, String> filesIn(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
