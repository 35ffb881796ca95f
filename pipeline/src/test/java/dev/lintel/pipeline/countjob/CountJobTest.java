package dev.lintel.pipeline.countjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.Permission;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command line and doctor know of a job that was added to the list. */
@Timeout(120)
class CountJobTest {

  @Test
  void helpListsAndExplainsIt() {
    assertThat(CountJobs.run(Map.of(), List.of()).out())
        .containsPattern("\n  count +Count the rows of a table\n");
    assertThat(CountJobs.run(Map.of(), List.of("count", "--help")).out())
        .startsWith("count: Count the rows of a table\n")
        .contains("\n  --tableName=VALUE", "\n  --outputDir=FOLDER", "\n  --jobKey=NAME");
  }

  @Test
  void itsArgumentsAreChecked() {
    CountJobs.run(
            Map.of(),
            List.of("count", "--instanceId=my-instance", "--databaseId=my-database", "--table=T"))
        .assertRefused(
            "--table is not an option; did you mean --tableName?",
            "--outputDir is required: Folder for the file with the number.");
  }

  @Test
  void doctorAsksForThePermissionsThatItNeeds(@TempDir Path folder) throws Exception {
    try (MockSpannerServer server = MockSpannerServer.start()) {
      server
          .service()
          .putStatementResult(StatementResult.detectDialectResult(Dialect.GOOGLE_STANDARD_SQL));
      server
          .permissions()
          .grant(
              Set.of(
                  Permission.SELECT.iamName(),
                  Permission.READ.iamName(),
                  Permission.BEGIN_READ_ONLY.iamName()));
      ConnectionConfig config = server.newDatabase();

      CommandRun run =
          CountJobs.run(
              Map.of(),
              List.of(
                  "doctor",
                  "--jobs=count",
                  "--spannerHost=" + config.host(),
                  "--spannerProjectId=" + config.projectId(),
                  "--instanceId=" + config.instanceId(),
                  "--databaseId=" + config.databaseId(),
                  "--tableName=T",
                  "--outputDir=" + folder,
                  "--dataBoostEnabled"));

      assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FAILED);
      assertThat(run.out())
          .containsPattern(
              "PROBLEM      permissions: missing on mock-\\d+: spanner.databases.partitionRead,"
                  + " spanner.databases.useDataBoost; grant roles/spanner.databaseReader and"
                  + " roles/spanner.databaseReaderWithDataBoost\n");
    }
  }
}
