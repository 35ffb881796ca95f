package dev.lintel.pipeline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An import whose database is not created in time. The shortest limit is a minute. */
@Timeout(300)
@Tag("long")
@SpannerDatabase(ddl = "CREATE TABLE T (Id INT64 NOT NULL) PRIMARY KEY (Id)")
class LateCreationIT {

  @Test
  void aDatabaseThatIsNotCreatedInTimeEndsTheImport(EmulatorDatabase database, @TempDir Path folder)
      throws Exception {
    CommandRun export = CommandRun.on(database, "export", "--outputDir=" + folder);
    assertThat(export.status()).as(export.err()).isEqualTo(ExitStatus.SUCCEEDED);
    Path exported;
    try (var folders = Files.list(folder)) {
      exported = folders.findFirst().orElseThrow();
    }
    try (FaultProxy stalled = FaultProxy.start(database.host())) {
      stalled.follow(
          new FaultPlan(
              0,
              new FaultRule(
                  "no answer",
                  ImmutableSet.of("CreateDatabase"),
                  FaultRule.When.from(1),
                  new Fault.Stall(0))));
      var reached = stalled.reach(database);
      CommandRun run =
          CommandRun.on(
              new EmulatorDatabase(
                  reached.host(),
                  reached.projectId(),
                  reached.instanceId(),
                  "too-late",
                  reached.dialect()),
              "GCS_Avro_to_Cloud_Spanner",
              "--inputDir=" + exported,
              "--ddlCreationTimeoutInMinutes=1");
      assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(run.err()).contains("has not been created within 60 s");
    }
  }
}
