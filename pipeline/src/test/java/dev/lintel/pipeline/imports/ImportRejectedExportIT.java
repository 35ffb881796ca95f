package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rejected records of an export are what its rows were when they are imported again. */
@Timeout(300)
@SpannerDatabase(
    ddl =
        "CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(MAX), Stars INT64, Tag STRING(MAX))"
            + " PRIMARY KEY (Id)")
class ImportRejectedExportIT {

  @Test
  void nullStaysNullAndTextStaysText(
      EmulatorDatabase database, SpannerEmulator emulator, @TempDir Path folder) throws Exception {
    for (int id = 1; id <= 2; id++) {
      Rows.write(
          database,
          Mutation.newInsertBuilder("Notes")
              .set("Id")
              .to(id)
              .set("Text")
              .to("too long for the other table")
              .set("Stars")
              .to((Long) null)
              .set("Tag")
              .to(id == 1 ? null : "\\N")
              .build());
    }
    Path export = ExportRun.of(database, folder, "--format=csv").folder();
    EmulatorDatabase target =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(5), Stars INT64,"
                    + " Tag STRING(MAX)) PRIMARY KEY (Id)"));
    Path rejected = folder.resolve("rejected");

    CommandRun first =
        CommandRun.on(target, "import", "--inputDir=" + export, "--invalidOutputPath=" + rejected);
    assertThat(first.status()).as(first.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(Rows.of(target, "SELECT Id FROM Notes")).isEmpty();

    try (var lease = SpannerConnections.acquire(Rows.config(target))) {
      lease.connection().updateDdl(List.of("ALTER TABLE Notes ALTER COLUMN Text STRING(MAX)"));
    }
    CommandRun second =
        CommandRun.on(target, "import", "--inputDir=" + rejected, "--format=rejected");
    assertThat(second.status()).as(second.err()).isEqualTo(ExitStatus.SUCCEEDED);
    String query = "SELECT Id, Text, Stars, Tag FROM Notes ORDER BY Id";
    assertThat(Rows.of(target, query)).isEqualTo(Rows.of(database, query));
    assertThat(Rows.of(target, query)).hasSize(2).first().asString().endsWith("null, null]");
  }
}
