package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that lets a launcher connect, and then never answers. */
@Timeout(120)
class SilentDatabaseTest {
  /** As the command line connects, so that it finds the connection of the test. */
  private static final int CHANNELS = 4;

  private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase().withChannels(CHANNELS);

  @TempDir private Path folder;

  @BeforeEach
  void answerTheFirstQuestions() {
    server
        .service()
        .putStatementResult(StatementResult.detectDialectResult(Dialect.GOOGLE_STANDARD_SQL));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String command, String... options) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                command,
                "--spannerHost=" + config.host(),
                "--spannerProjectId=" + config.projectId(),
                "--instanceId=" + config.instanceId(),
                "--databaseId=" + config.databaseId(),
                "--requestTimeoutSeconds=1"));
    args.addAll(List.of(options));
    try (var lease = SpannerConnections.acquire(config)) {
      assertThat(lease.connection().config()).isEqualTo(config);
      server.neverAnswer("ExecuteStreamingSql", "BeginTransaction");
      return CommandRun.of(Map.of(), args);
    }
  }

  private void assertGivenUp(CommandRun run, String command, String subject) {
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains(
            "lintel %s: DEADLINE_EXCEEDED: Spanner was asked for %s %s and has not answered within 1 s (--requestTimeoutSeconds)"
                .formatted(command, subject, config.describe()));
  }

  @Test
  void anExportGivesUp() throws Exception {
    assertGivenUp(run("export", "--outputDir=" + folder), "export", "the schema of");
  }

  @Test
  void anExportOfAQueryGivesUp() throws Exception {
    assertGivenUp(
        run("export", "--outputDir=" + folder, "--query=SELECT Name FROM T"),
        "export",
        "the columns of the query on");
  }

  @Test
  void anExportOfAnEarlierSnapshotGivesUp() throws Exception {
    assertGivenUp(
        run("export", "--outputDir=" + folder, "--snapshotTime=2026-01-01T00:00:00Z"),
        "export",
        "the version retention period of");
  }

  @Test
  void aRunThatIsRecordedGivesUp() throws Exception {
    assertGivenUp(
        run("export", "--outputDir=" + folder, "--jobKey=nightly"),
        "export",
        "the record of runs in");
  }

  @Test
  void anImportGivesUp() throws Exception {
    Path file = Files.writeString(folder.resolve("T.csv"), "1\n");
    assertGivenUp(run("import", "--input=" + file, "--tableName=T"), "import", "the schema of");
  }

  @Test
  void anEnrichmentGivesUp() throws Exception {
    Path file = Files.writeString(folder.resolve("T.jsonl"), "{}\n");
    Path spec = Files.writeString(folder.resolve("spec.json"), "{}");
    assertGivenUp(
        run("enrich", "--input=" + file, "--spec=" + spec, "--outputDir=" + folder),
        "enrich",
        "the schema of");
  }

  @Test
  void theListOfRunsGivesUp() throws Exception {
    assertGivenUp(run("runs"), "runs", "the recorded runs in");
  }

  @Test
  void doctorReportsIt() throws Exception {
    CommandRun run = run("doctor", "--jobs=export", "--outputDir=" + folder, "--jobKey=nightly");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out())
        .contains(
            "not checked  retention: DEADLINE_EXCEEDED: Spanner was asked for the version"
                + " retention")
        .contains(
            "PROBLEM      ledger: it cannot be read: DEADLINE_EXCEEDED: Spanner was asked for the"
                + " record of runs in ")
        .contains("(--requestTimeoutSeconds); check the network, or give Spanner more time");
  }
}
