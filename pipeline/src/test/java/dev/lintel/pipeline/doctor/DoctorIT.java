package dev.lintel.pipeline.doctor;

import static dev.lintel.pipeline.doctor.Findings.assertNoProblem;
import static dev.lintel.pipeline.doctor.Findings.assertProblems;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lintel doctor}, through the command line. */
@Timeout(120)
@SpannerDatabase(ddl = "CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(20)) PRIMARY KEY (Id)")
class DoctorIT {

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  DoctorIT(EmulatorDatabase database) {
    this.database = database;
  }

  private CommandRun export(String... options) {
    return export(database, options);
  }

  private CommandRun export(EmulatorDatabase on, String... options) {
    List<String> all = new ArrayList<>(List.of("--jobs=export", "--outputDir=" + folder));
    all.addAll(List.of(options));
    return CommandRun.on(on, "doctor", all.toArray(String[]::new));
  }

  private static String nameOf(EmulatorDatabase database) {
    return "projects/%s/instances/%s/databases/%s"
        .formatted(database.projectId(), database.instanceId(), database.databaseId());
  }

  private static String place(EmulatorDatabase database) {
    return nameOf(database) + " on the emulator at " + database.host();
  }

  private static List<String> ddl(EmulatorDatabase database) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      return lease.connection().getDdl();
    }
  }

  private List<Path> everythingInFolder() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> !path.equals(folder)).toList();
    }
  }

  @Test
  void givenNoProblem_printsALineForEachCheckAndLeavesNothing() throws Exception {
    List<String> before = ddl(database);

    CommandRun run = export("--jobKey=first", "--summaryFile=" + folder + "/new/summary.json");

    assertNoProblem(run);
    assertThat(run.out())
        .isEqualTo(
            """
            ok           connection: Spanner answers
            ok           database: %s exists
            not checked  permissions: Spanner does not report them: UNIMPLEMENTED: Cloud Spanner Emulator does not support IAM policies.
            ok           retention: the database keeps versions for 1 h 0 min \
            (version_retention_period), the job needs its snapshot for 1 h 0 min
            ok           ledger: the first run creates its tables in database %s
            not checked  permissions on the ledger: Spanner does not report them: UNIMPLEMENTED: Cloud Spanner Emulator does not support IAM policies.
            ok           --outputDir: %s can be written to
            ok           --summaryFile: %s/new/summary.json can be written to
            6 ok, 0 problems, 2 not checked
            """
                .formatted(place(database), database.databaseId(), folder, folder));
    assertThat(everythingInFolder()).isEmpty();
    assertThat(ddl(database)).isEqualTo(before);
  }

  @Test
  void givenADatabaseThatDoesNotExist_saysSoOnce() {
    EmulatorDatabase missing = CommandRun.notThere(database);

    CommandRun run = export(missing);

    assertProblems(
        run,
        "PROBLEM      database: there is no %s; create it, or check that --spannerProjectId, "
                .formatted(place(missing))
            + "--instanceId and --databaseId are right");
    assertThat(run.out())
        .contains("ok           connection: Spanner answers\n")
        .contains("not checked  permissions: there is no database to have them on\n");
  }

  @Test
  void givenAnImportThatCreatesTheDatabase_itNeedNotExist() throws Exception {
    Path ddl =
        Files.writeString(folder.resolve("schema.sql"), "CREATE TABLE T (A INT64) PRIMARY KEY (A)");
    Files.writeString(folder.resolve("T.csv"), "1\n");

    CommandRun run =
        CommandRun.on(
            CommandRun.notThere(database),
            "doctor",
            "--jobs=import",
            "--inputDir=" + folder,
            "--ddlFile=" + ddl);

    assertNoProblem(run);
    assertThat(run.out())
        .contains("; the import creates it, which takes spanner.databases.create on the instance")
        .contains("ok           --inputDir: %s: 2 files\n".formatted(folder))
        .contains("ok           --ddlFile: %s: 1 file\n".formatted(ddl));
  }

  @Test
  @SpannerDatabase(ddl = "CREATE TABLE Notes (Id INT64 NOT NULL) PRIMARY KEY (Id)")
  void givenARetentionThatIsTooShort_saysHowToLengthenIt(EmulatorDatabase database)
      throws Exception {
    String fix =
        "ALTER DATABASE `%s` SET OPTIONS (version_retention_period = '2h')"
            .formatted(database.databaseId());

    assertProblems(
        export(database, "--expectedMinutes=120"),
        "PROBLEM      retention: the database keeps versions for 1 h 0 min "
            + "(version_retention_period), the job needs its snapshot for 2 h 0 min; run "
            + fix);

    alter(database, fix);
    assertNoProblem(export(database, "--expectedMinutes=120"));
    assertNoProblem(
        CommandRun.on(
            database,
            "doctor",
            "--jobs=import",
            "--inputDir=" + dataFolder(),
            "--expectedMinutes=1000"));
  }

  @Test
  @SpannerDatabase(dialect = Dialect.POSTGRESQL)
  void givenPostgres_theFixIsInItsDialect(EmulatorDatabase database) {
    String fix =
        "ALTER DATABASE \"%s\" SET spanner.version_retention_period = '3h'"
            .formatted(database.databaseId());

    assertThat(export(database, "--expectedMinutes=121", "--jobKey=pg").out())
        .contains("; run " + fix);
  }

  private static void alter(EmulatorDatabase database, String statement)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      lease.connection().updateDdl(List.of(statement));
    }
  }

  private Path dataFolder() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("Notes.csv"), "1\n");
    return data;
  }

  @Test
  @SpannerDatabase(ddl = "CREATE TABLE Notes (Id INT64 NOT NULL) PRIMARY KEY (Id)")
  void givenAKeyOfAnotherJob_namesThatJob(EmulatorDatabase database) throws Exception {
    ExportRun.of(database, folder, "--jobKey=taken");

    CommandRun other =
        CommandRun.on(
            database, "doctor", "--jobs=import", "--inputDir=" + dataFolder(), "--jobKey=taken");

    assertProblems(
        other,
        "PROBLEM      ledger: taken is the key of export on %s; give import another --jobKey"
            .formatted(nameOf(database)));
    assertThat(export(database, "--jobKey=taken").out())
        .contains("ok           ledger: taken is the key of this job\n");
    assertThat(export(database, "--jobKey=free").out())
        .contains("ok           ledger: no job has the key free yet\n");
  }

  @Test
  void givenALedgerDatabaseThatDoesNotExist_saysSo() {
    CommandRun run = export("--jobKey=k", "--ledgerDatabaseId=not-there");

    assertProblems(
        run,
        "PROBLEM      ledger: there is no %s to record runs in; create it, or name another with --ledgerDatabaseId"
            .formatted(place(CommandRun.notThere(database))));
  }

  @Test
  void givenSeveralJobs_eachGetsItsOptions() throws Exception {
    CommandRun run =
        export("--jobs=export,import", "--inputDir=" + dataFolder(), "--hasHeader", "--since=last");

    run.assertRefused("--jobs is given 2 times");
    CommandRun both =
        CommandRun.on(
            database,
            "doctor",
            "--jobs=export,import",
            "--outputDir=" + folder,
            "--inputDir=" + dataFolder(),
            "--hasHeader",
            "--since=last");
    assertNoProblem(both);
    assertThat(both.out())
        .containsOnlyOnce("connection: ")
        .containsOnlyOnce("--outputDir: ")
        .containsOnlyOnce("--inputDir: ");
    assertProblems(
        CommandRun.on(
            database,
            "doctor",
            "--jobs=export,import",
            "--outputDir=" + folder,
            "--inputDir=" + dataFolder(),
            "--jobKey=one"),
        "PROBLEM      ledger: several jobs cannot have one key, one; give each a --jobKey of its"
            + " own, and check it alone");
  }

  @Test
  void givenNoServer_whatNeedsAConnectionIsNotChecked() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    CommandRun run =
        CommandRun.of(
            Map.of("SPANNER_EMULATOR_HOST", "localhost:" + port),
            List.of(
                "doctor",
                "--jobs=export",
                "--spannerProjectId=some-project",
                "--instanceId=some-instance",
                "--databaseId=some-database",
                "--connectTimeoutSeconds=5",
                "--outputDir=" + folder,
                "--jobKey=k",
                "--ledgerDatabaseId=other"));

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out())
        .containsOnlyOnce("cannot connect to projects/some-project/")
        .contains("PROBLEM      connection: cannot connect to projects/some-project/")
        .contains("; check that --spannerHost, SPANNER_EMULATOR_HOST and the network are right\n")
        .contains("not checked  database: there is no connection\n")
        .contains("not checked  permissions: there is no connection\n")
        .contains("not checked  retention: there is no connection\n")
        .contains("not checked  ledger: there is no connection\n")
        .contains("ok           --outputDir: ");
  }

  @Test
  void givenBadArguments_nothingIsChecked() {
    CommandRun.on(database, "doctor", "--jobs=export")
        .assertRefused("one of --outputDir, --textWritePrefix is required");
    CommandRun.on(database, "doctor", "--jobs=exprt", "--outputDir=x")
        .assertRefused(
            "--jobs: 'exprt' is not a job; there are import, export, enrich, copy, verify, purge");
    CommandRun.on(database, "doctor", "--outputDir=x").assertRefused("--jobs is required");
    export("--expectedMinuts=1", "--sinc=last", "--nonsense=1", "--hasHeader")
        .assertRefused(
            "--expectedMinuts is not an option; did you mean --expectedMinutes?",
            "--sinc is not an option; did you mean --since?",
            "--nonsense is not an option",
            "--hasHeader is not an option");
    CommandRun.on(
            database,
            "doctor",
            "--jobs=export,import",
            "--outputDir=" + folder,
            "--inputDir=" + folder,
            "--templateFile=x")
        .assertRefused("--templateFile is for one job");
    export("--ledgerDatabaseId=other")
        .assertRefused("--ledgerDatabaseId has no effect without --jobKey");
  }

  @Test
  void onTheEmulatorThereIsNoAccountToCompare() {
    assertThat(export("--expectedServiceAccount=a@b.iam.gserviceaccount.com").out())
        .contains("not checked  service account: an emulator has no accounts\n");
  }

  @Test
  void aJobForDataflowHasToSayWhere() {
    assertThat(
            export("--runner=DataflowRunner", "--project=some-project", "--region=europe-west1")
                .out())
        .contains("ok           Dataflow: runs in project some-project, region europe-west1\n");
  }
}
