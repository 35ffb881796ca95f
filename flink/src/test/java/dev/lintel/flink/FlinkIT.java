package dev.lintel.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that {@code ./lintel} launches on a cluster with two TaskManagers, four slots each. */
@Tag("flink")
@Timeout(value = 1200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(SpannerEmulatorExtension.class)
class FlinkIT {

  private static final Path LIBRARIES = Path.of("target", "lib");
  private static final Path FLIGHTS =
      Path.of(System.getProperty("lintel.sampleData", "../../shared/data"), "openflights");

  /** The gRPC channels of one Spanner client of a job, each a TCP connection. */
  private static final int CHANNELS = 4;

  /** What a client calls when it is opened. */
  private static final Set<String> OPENING = Set.of("CreateSession", "ExecuteStreamingSql");

  private static final Set<String> READS = Set.of("StreamingRead", "ExecuteStreamingSql");
  private static final Set<String> WRITES = Set.of("Commit");

  private static SpannerProxy proxy;
  private static FlinkCluster cluster;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private EmulatorDatabase database;

  @BeforeAll
  static void start(SpannerEmulator emulator) throws IOException {
    // This build has made the jar, or found it unchanged; the launcher need not do it again.
    Files.writeString(Path.of("target", "lintel.built"), "");
    proxy = new SpannerProxy(emulator.getHost());
    cluster = new FlinkCluster(LIBRARIES, Files.createDirectory(shared.resolve("cluster")));
    Files.createDirectory(shared.resolve("csv"));
    BigTable.writeCsv(shared.resolve("csv/Big.csv"));
    Files.createDirectory(shared.resolve("avro"));
    BigTable.writeAvro(shared.resolve("avro/Big.avro"));
  }

  @BeforeEach
  void createDatabase(SpannerEmulator emulator) {
    database = emulator.createDatabase(List.of(BigTable.DDL));
    proxy.callers().take();
  }

  @AfterEach
  void restoreTheCluster(SpannerEmulator emulator) throws IOException {
    proxy.gate().open();
    cluster.restoreTaskManagers();
    emulator.dropDatabase(database);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
    if (proxy != null) {
      proxy.close();
    }
  }

  private LauncherRun launch(String... args) throws IOException {
    return LauncherRun.start(
        cluster, proxy.address(), database.databaseId(), folder, List.of(args));
  }

  private LauncherRun succeeding(String... args) throws Exception {
    LauncherRun run = launch(args);
    assertThat(run.await()).as(run.printed()).isZero();
    return run;
  }

  private LauncherRun importing(String format) throws IOException {
    return launch("import", "--inputDir=" + shared.resolve(format), "--hasHeader=" + isCsv(format));
  }

  private static boolean isCsv(String format) {
    return format.equals("csv");
  }

  private ConnectionConfig config() {
    return ConnectionConfig.of(database.projectId(), database.instanceId(), database.databaseId())
        .withEmulatorHost(database.host());
  }

  /** What the TaskManagers that worked did, after checking that each had one client. */
  private static Map<Long, Callers.Caller> workers(LauncherRun run) throws IOException {
    Map<Long, Callers.Caller> callers = proxy.callers().take();
    assertThat(callers).as("the launcher reads the schema").containsKey(run.process().pid());
    callers.remove(run.process().pid());
    assertThat(callers)
        .allSatisfy(
            (process, caller) -> {
              assertThat(caller.clients()).as("clients of %d", process).hasSize(1);
              assertThat(caller.connections()).hasSizeLessThanOrEqualTo(CHANNELS);
            });
    // A process whose steps are set up and get no element has no bundle to report in.
    callers.values().removeIf(caller -> OPENING.containsAll(caller.methods()));
    assertThat(run.summary().path("connectionsOpened").asLong())
        .as("also counted: the launcher's")
        .isEqualTo(callers.size() + 1);
    return callers;
  }

  @Test
  void openFlightsGoesInAndOutAndIsLookedUp() throws Exception {
    assumeTrue(Files.exists(FLIGHTS), () -> "no sample data at " + FLIGHTS.toAbsolutePath());

    LauncherRun imported =
        succeeding(
            "import",
            "--importManifest=" + FLIGHTS.resolve("import-manifest.json"),
            "--ddlFile=" + FLIGHTS.resolve("schema.sql"),
            "--escape=\\",
            "--nullString=\\N",
            "--maxFailures=1000",
            "--invalidOutputPath=" + folder.resolve("rejected"));
    assertThat(imported.tables())
        .containsExactly("Airlines 6162 6162 0", "Airports 7698 7698 0", "Routes 67663 67187 476");
    assertThat(workers(imported)).isNotEmpty();

    LauncherRun exported = succeeding("export", "--outputDir=" + folder.resolve("exports"));
    assertThat(exported.tables())
        .contains("Airlines 6162 6162 0", "Airports 7698 7698 0", "Routes 67187 67187 0");
    assertThat(workers(exported)).isNotEmpty();
    assertThat(folder.resolve("exports"))
        .isDirectoryRecursivelyContaining("glob:**/spanner-export.json");

    Path spec = folder.resolve("spec.json");
    Files.writeString(
        spec,
        """
        {"lookups": [{"name": "source", "table": "Airports",
          "key": {"AirportId": "SourceAirportId"}, "columns": {"SourceName": "Name"}}]}
        """);
    LauncherRun enriched =
        succeeding(
            "enrich",
            "--input=" + FLIGHTS.resolve("routes.dat"),
            "--inputFormat=csv",
            "--fieldNames=AirlineCode,AirlineId,SourceCode,SourceAirportId,DestinationCode,"
                + "DestinationAirportId,Codeshare,Stops,Equipment",
            "--escape=\\",
            "--nullString=\\N",
            "--spec=" + spec,
            "--format=jsonl",
            "--outputDir=" + folder.resolve("enriched"));
    assertThat(enriched.tables()).containsExactly("records 67663 67663 0");
    JsonNode lookup = enriched.summary().path("lookups").path(0);
    assertThat(lookup.path("found").asLong()).isEqualTo(67_180);
    assertThat(lookup.path("missing").asLong()).isEqualTo(483);
    assertThat(lines(folder.resolve("enriched"))).isEqualTo(67_663);
    assertThat(workers(enriched)).isNotEmpty();
  }

  private static long lines(Path folder) throws IOException {
    long lines = 0;
    try (var files = Files.list(folder)) {
      // Beam leaves an empty hidden folder there.
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines += Files.readAllLines(file).size();
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "avro"})
  void oneBigFileIsReadByBothProcesses_eachWithOneClient(String format) throws Exception {
    LauncherRun run = importing(format);

    assertThat(run.await()).as(run.printed()).isZero();
    assertThat(run.tables()).containsExactly("Big %1$d %1$d 0".formatted(BigTable.ROWS));
    // Whoever writes rows has read them: there is no shuffle in between.
    assertThat(workers(run).keySet()).isEqualTo(cluster.taskManagers());
    assertThat(BigTable.fingerprint(config()))
        .startsWith(BigTable.ROWS + " " + (long) BigTable.ROWS * (BigTable.ROWS - 1) / 2 + " ");
  }

  /** What the killed process had written is written again, to the same rows. */
  @Test
  void givenATaskManagerKilledInTheMiddleOfAnImport_theTableIsTheSame(SpannerEmulator emulator)
      throws Exception {
    LauncherRun whole = importing("avro");
    assertThat(whole.await()).as(whole.printed()).isZero();
    String expected = BigTable.fingerprint(config());
    emulator.dropDatabase(database);
    createDatabase(emulator);
    var reached = proxy.gate().closeAfter(20, cluster.taskManagers(), WRITES);

    LauncherRun run = importing("avro");
    killOneInTheMiddle(run, reached);

    assertThat(run.await()).as(run.printed()).isZero();
    assertThat(BigTable.fingerprint(config())).isEqualTo(expected);
  }

  @Test
  void givenATaskManagerKilledInTheMiddleOfAnExport_eachRowIsThereOnce() throws Exception {
    LauncherRun imported = importing("avro");
    assertThat(imported.await()).as(imported.printed()).isZero();
    proxy.callers().take();
    var reached = proxy.gate().closeAfter(8, cluster.taskManagers(), READS);

    LauncherRun run = launch("export", "--outputDir=" + folder.resolve("exports"));
    killOneInTheMiddle(run, reached);

    assertThat(run.await()).as(run.printed()).isZero();
    List<Long> ids = BigTable.exportedIds(folder.resolve("exports"));
    assertThat(ids).hasSize(BigTable.ROWS);
    assertThat(new HashSet<>(ids))
        .isEqualTo(new HashSet<>(LongStream.range(0, BigTable.ROWS).boxed().toList()));
  }

  /** Kills a TaskManager that has calls under way, which get no answer before. */
  private static void killOneInTheMiddle(LauncherRun run, CountDownLatch reached) throws Exception {
    while (!reached.await(1, TimeUnit.SECONDS)) {
      assertThat(run.process().isAlive()).as(run.printed()).isTrue();
    }
    List<Long> busy = new ArrayList<>(proxy.callers().take().keySet());
    busy.retainAll(cluster.taskManagers());
    cluster.kill(busy.get(0));
    proxy.gate().open();
  }

  @Test
  void givenAJobThatFails_theLauncherSaysWhy() throws Exception {
    Path records = Files.writeString(folder.resolve("records.csv"), "Id\n1\n");
    Path spec = folder.resolve("spec.json");
    Files.writeString(
        spec,
        """
        {"lookups": [{"name": "big", "table": "Big", "key": {"Id": "Id"},
          "columns": {"Name": "Name"}, "whenMissing": "fail"}]}
        """);

    LauncherRun run =
        launch(
            "enrich",
            "--input=" + records,
            "--hasHeader",
            "--spec=" + spec,
            "--numberOfExecutionRetries=0",
            "--outputDir=" + folder.resolve("enriched"));

    assertThat(run.await()).as(run.printed()).isEqualTo(1);
    assertThat(run.printed()).contains("lintel enrich: the Flink job lintel").contains("Big");
    assertThat(run.summary().path("state").asText()).isEqualTo("FAILED");
  }

  @Test
  void givenALauncherThatIsToldToEnd_theJobIsCanceled() throws Exception {
    var reached = proxy.gate().closeAfter(5, cluster.taskManagers(), WRITES);

    LauncherRun run = importing("csv");
    while (!reached.await(1, TimeUnit.SECONDS)) {
      assertThat(run.process().isAlive()).as(run.printed()).isTrue();
    }
    run.process().destroy();
    run.await();
    proxy.gate().open();

    Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> states().contains("CANCELED"));
    assertThat(states()).doesNotContain("RUNNING");
  }

  private static Set<String> states() throws IOException {
    Set<String> states = new HashSet<>();
    cluster
        .get("/jobs/overview")
        .path("jobs")
        .forEach(job -> states.add(job.path("state").asText()));
    return states;
  }
}
