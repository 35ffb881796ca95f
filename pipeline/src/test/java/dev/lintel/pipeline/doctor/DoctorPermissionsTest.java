package dev.lintel.pipeline.doctor;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.Permission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lintel doctor} on a server that answers for permissions, which an emulator does not. */
@Timeout(120)
class DoctorPermissionsTest {

  @TempDir private Path folder;

  private MockSpannerServer server;

  @BeforeEach
  void start() throws Exception {
    server = MockSpannerServer.start();
    server
        .service()
        .putStatementResult(StatementResult.detectDialectResult(Dialect.GOOGLE_STANDARD_SQL));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void grantAllBut(Permission... missing) {
    Set<Permission> granted = EnumSet.allOf(Permission.class);
    granted.removeAll(Set.of(missing));
    server.permissions().grant(granted.stream().map(Permission::iamName).collect(toSet()));
  }

  private CommandRun doctor(String... options) {
    ConnectionConfig config = server.newDatabase();
    var args = new ArrayList<String>();
    args.addAll(
        List.of(
            "doctor",
            "--spannerHost=" + config.host(),
            "--spannerProjectId=" + config.projectId(),
            "--instanceId=" + config.instanceId(),
            "--databaseId=" + config.databaseId()));
    args.addAll(List.of(options));
    return CommandRun.of(Map.of(), args);
  }

  @Test
  void givenAllPermissionsThatTheJobNeeds_thereIsNoProblem() {
    grantAllBut(
        Permission.DATA_BOOST,
        Permission.WRITE,
        Permission.BEGIN_READ_WRITE,
        Permission.UPDATE_DDL);

    CommandRun run = doctor("--jobs=export", "--outputDir=" + folder);

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out()).contains("ok           permissions: all 5 needed on mock-");
  }

  @Test
  void missingPermissionsAreNamedWithTheRolesThatHaveThem() throws Exception {
    grantAllBut(Permission.DATA_BOOST, Permission.BEGIN_READ_WRITE);
    Files.writeString(folder.resolve("T.csv"), "1\n");

    CommandRun run =
        doctor(
            "--jobs=export,import",
            "--outputDir=" + folder,
            "--inputDir=" + folder,
            "--dataBoostEnabled");

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out())
        .containsPattern(
            "PROBLEM      permissions: missing on mock-\\d+: spanner.databases.useDataBoost,"
                + " spanner.databases.beginOrRollbackReadWriteTransaction; grant"
                + " roles/spanner.databaseReaderWithDataBoost and roles/spanner.databaseUser\n");
  }

  @Test
  void givenNoPermissionToConnect_namesTheRoleThatHasIt() {
    server.denyQueries("not for you");

    CommandRun run = doctor("--jobs=export", "--outputDir=" + folder);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out())
        .containsPattern(
            "PROBLEM      connection: cannot connect to .*: PERMISSION_DENIED: .* not for you.*; "
                + "grant roles/spanner.databaseReader, or use other credentials\n")
        .contains("not checked  permissions: there is no connection\n");
  }
}
