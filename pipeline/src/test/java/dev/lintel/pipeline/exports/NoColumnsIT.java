package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases with tables that have no column to write to. */
@Timeout(300)
class NoColumnsIT {

  @ParameterizedTest
  @EnumSource
  @SpannerDatabase(
      ddl = {
        "CREATE TABLE Nothing () PRIMARY KEY ()",
        "CREATE TABLE Computed (One INT64 AS (1) STORED) PRIMARY KEY ()",
        "CREATE TABLE Names (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)"
      })
  void theyAreExportedWithoutRowsAndCreatedAgain(
      RecordFormat format,
      EmulatorDatabase original,
      SpannerEmulator emulator,
      @TempDir Path folder)
      throws Exception {
    Rows.write(
        original, Mutation.newInsertBuilder("Names").set("Id").to(1).set("Name").to("one").build());
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, original);

    ExportRun.of(original, folder, "--format=" + format.optionName()).importInto(copy);

    assertThat(ddl(copy)).isEqualTo(ddl(original)).hasSize(3);
    String names = "SELECT Id, Name FROM Names";
    assertThat(Rows.of(copy, names)).isEqualTo(Rows.of(original, names)).hasSize(1);
  }

  private static List<String> ddl(EmulatorDatabase database) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      return lease.connection().getDdl();
    }
  }

  @ParameterizedTest
  @EnumSource
  @SpannerDatabase(ddl = "CREATE TABLE Nothing () PRIMARY KEY ()")
  void aRowOfOnlySuchATableIsNotInTheExport(
      RecordFormat format, EmulatorDatabase original, @TempDir Path folder) throws Exception {
    Rows.write(original, Mutation.newInsertBuilder("Nothing").build());

    ExportRun export = ExportRun.of(original, folder, "--format=" + format.optionName());

    assertThat(export.rows("Nothing")).isZero();
  }
}
