package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Differences of every type are found, none more, and the fixes make the databases equal. */
@Timeout(60)
@ExtendWith(SpannerEmulatorExtension.class)
class VerifyTypesIT {

  @TempDir private Path folder;

  private static EmulatorDatabase create(SpannerEmulator emulator, TypeTables tables)
      throws InterruptedException {
    EmulatorDatabase database = emulator.createDatabase(tables.dialect(), tables.ddl());
    Rows.write(database, tables.rows().toArray(Mutation[]::new));
    return database;
  }

  /** Runs what the job has printed. */
  static void apply(VerifyRun run, EmulatorDatabase database) {
    for (List<String> command : run.commands()) {
      CommandRun fix = CommandRun.of(Map.of("SPANNER_EMULATOR_HOST", database.host()), command);
      assertThat(fix.status()).as(fix.out() + fix.err()).isEqualTo(ExitStatus.SUCCEEDED);
    }
  }

  @ParameterizedTest
  @CsvSource({"GOOGLE_STANDARD_SQL, avro", "POSTGRESQL, parquet"})
  void anExportAndADatabase(Dialect dialect, String format, SpannerEmulator emulator)
      throws Exception {
    var tables = new TypeTables(dialect);
    EmulatorDatabase database = create(emulator, tables);
    Path export =
        ExportRun.of(
                database,
                folder,
                "--format=" + format,
                format.equals("parquet") ? "--parquetTypes=text" : "--fileNaming=extension")
            .folder();
    Rows.write(database, tables.reorderedDocument());

    VerifyRun then = VerifyRun.of(VerifyRecheckIT.spelt(database), folder, "--against=" + export);
    then.assertStatus(ExitStatus.SUCCEEDED);
    assertThat(then.total("read")).isEqualTo(tables.rows().size());
    assertThat(then.run().out()).contains("(the time of the export;", "No row differs.");
    assertThat(then.summary().path("connectionsOpened").asInt()).isEqualTo(1);

    String now = Rows.write(database, tables.changes().toArray(Mutation[]::new)).toString();
    VerifyRun later =
        VerifyRun.of(database, folder, "--against=" + export, "--snapshotTime=" + now);
    later.assertStatus(ExitStatus.DIFFERENT);
    assertThat(later.found()).containsExactlyInAnyOrderElementsOf(TypeTables.found());
    assertThat(List.of(later.total("missing"), later.total("extra"), later.total("changed")))
        .containsExactly(2L, 2L, 21L);
    emulator.dropDatabase(database);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void twoDatabases(Dialect dialect, SpannerEmulator emulator) throws Exception {
    var tables = new TypeTables(dialect);
    EmulatorDatabase reference = create(emulator, tables);
    EmulatorDatabase database = create(emulator, tables);
    Rows.write(database, tables.reorderedDocument());
    String against = "--againstDatabaseId=" + reference.databaseId();

    VerifyRun equal = VerifyRun.of(VerifyRecheckIT.spelt(database), folder, against);
    equal.assertStatus(ExitStatus.SUCCEEDED);
    assertThat(equal.total("read")).isEqualTo(tables.rows().size());
    assertThat(equal.summary().path("connectionsOpened").asInt()).isEqualTo(2);
    assertThat(equal.files("differences")).isEmpty();
    assertThat(equal.files("fixes")).isEmpty();
    assertThat(equal.report()).doesNotContain("Changed columns");

    Rows.write(database, tables.changes().toArray(Mutation[]::new));
    VerifyRun different = VerifyRun.of(database, folder, against);
    different.assertStatus(ExitStatus.DIFFERENT);
    assertThat(different.found()).containsExactlyInAnyOrderElementsOf(TypeTables.found());
    assertThat(different.report())
        .contains("Changed columns", "In how many changed rows each column differs");

    apply(different, database);
    VerifyRun.of(database, folder, against).assertStatus(ExitStatus.SUCCEEDED);
    emulator.dropDatabase(reference);
    emulator.dropDatabase(database);
  }

  @Test
  void aDatabaseOfTheOtherDialectAndItsExport(SpannerEmulator emulator) throws Exception {
    EmulatorDatabase reference = create(emulator, new TypeTables(Dialect.POSTGRESQL));
    var tables = new TypeTables(Dialect.GOOGLE_STANDARD_SQL);
    EmulatorDatabase database = create(emulator, tables);
    String against = "--againstDatabaseId=" + reference.databaseId();

    VerifyRun equal = VerifyRun.of(database, folder, against);
    equal.assertStatus(ExitStatus.SUCCEEDED);
    assertThat(equal.run().out()).doesNotContain("Schema of");

    Rows.write(database, tables.changes().toArray(Mutation[]::new));
    VerifyRun different = VerifyRun.of(database, folder, against);
    different.assertStatus(ExitStatus.DIFFERENT);
    assertThat(different.found()).containsExactlyInAnyOrderElementsOf(TypeTables.found());

    Path export = ExportRun.of(reference, folder, "--format=jsonl").folder();
    VerifyRun fromFolder = VerifyRun.of(database, folder, "--against=" + export);
    fromFolder.assertStatus(ExitStatus.DIFFERENT);
    assertThat(fromFolder.found()).containsExactlyInAnyOrderElementsOf(TypeTables.found());
    assertThat(fromFolder.run().out()).contains("(the export is of another database)");

    apply(fromFolder, database);
    VerifyRun.of(database, folder, "--against=" + export).assertStatus(ExitStatus.SUCCEEDED);
    emulator.dropDatabase(reference);
    emulator.dropDatabase(database);
  }
}
