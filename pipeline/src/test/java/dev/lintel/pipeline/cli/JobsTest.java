package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.enrich.EnrichCommand;
import dev.lintel.pipeline.exports.ExportCommand;
import dev.lintel.pipeline.imports.ImportCommand;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.DatabaseNeeds;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.job.Place;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.pipeline.purge.PurgeCommand;
import dev.lintel.pipeline.verify.VerifyCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jobs say that they need. */
class JobsTest {

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static <O extends SpannerJobOptions> Needs needs(Job<O> job, String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--instanceId=i";
    all[args.length + 1] = "--databaseId=d";
    return job.needs(PipelineOptionsFactory.fromArgs(all).as(job.optionsType()));
  }

  @Test
  void anExportReadsInPartitionsAndItsDdl() {
    assertThat(needs(new ExportCommand()).own().permissions())
        .containsExactlyInAnyOrder(
            Permission.SELECT,
            Permission.READ,
            Permission.BEGIN_READ_ONLY,
            Permission.PARTITION_READ,
            Permission.GET_DDL);
    assertThat(
            needs(new ExportCommand(), "--query=SELECT 1", "--dataBoostEnabled=true")
                .own()
                .permissions())
        .contains(Permission.PARTITION_QUERY, Permission.DATA_BOOST);
    assertThat(needs(new ExportCommand(), "--since=last").own().permissions())
        .as("the rows of a window are read by a query")
        .contains(Permission.PARTITION_QUERY);
  }

  @Test
  void anEnrichmentReads() {
    assertThat(needs(new EnrichCommand(), "--input=a.csv").own().permissions())
        .containsExactlyInAnyOrder(Permission.SELECT, Permission.READ, Permission.BEGIN_READ_ONLY);
    assertThat(needs(new EnrichCommand(), "--query=SELECT 1").own().permissions())
        .contains(Permission.PARTITION_QUERY);
  }

  @Test
  void aComparisonReadsItsDatabaseAndTheOther() {
    Needs folder = needs(new VerifyCommand(), "--against=export");
    assertThat(folder.own().permissions())
        .containsExactlyInAnyOrder(
            Permission.SELECT,
            Permission.READ,
            Permission.BEGIN_READ_ONLY,
            Permission.PARTITION_READ,
            Permission.PARTITION_QUERY,
            Permission.GET_DDL);
    assertThat(folder.own().snapshot()).isPresent();
    assertThat(folder.others()).isEmpty();
    assertThat(folder.places())
        .containsExactly(new Place("--against", "export", Place.Use.READ_FOLDER));

    Needs database =
        needs(
            new VerifyCommand(),
            "--spannerProjectId=p",
            "--againstInstanceId=j",
            "--againstDatabaseId=e",
            "--dataBoostEnabled=true");
    assertThat(database.others())
        .singleElement()
        .satisfies(
            other -> {
              assertThat(other.name()).isEqualTo(new DatabaseName("against", "p", "j", "e"));
              assertThat(other.permissions()).isEqualTo(database.own().permissions());
              assertThat(other.permissions()).contains(Permission.DATA_BOOST);
              assertThat(other.snapshot()).isPresent();
            });
  }

  @Test
  void aPurgeReadsAsOfOneTimeAndWritesUnlessItOnlyCounts() {
    Needs needs = needs(new PurgeCommand(), "--where=A = 1", "--archiveDir=archive");
    assertThat(needs.own().permissions())
        .containsExactlyInAnyOrder(
            Permission.SELECT,
            Permission.READ,
            Permission.BEGIN_READ_ONLY,
            Permission.PARTITION_QUERY,
            Permission.GET_DDL,
            Permission.WRITE,
            Permission.BEGIN_READ_WRITE);
    assertThat(needs.own().snapshot()).contains(new DatabaseNeeds.Snapshot(Optional.empty()));
    assertThat(needs.places())
        .containsExactly(new Place("--archiveDir", "archive", Place.Use.WRITE_FOLDER));
    assertThat(needs(new PurgeCommand(), "--input=keys.csv", "--dryRun=true").own().permissions())
        .containsExactlyInAnyOrder(Permission.SELECT, Permission.READ, Permission.BEGIN_READ_ONLY);
  }

  @Test
  void anImportWritesAndChangesTheSchemaIfItHasDdl(@TempDir Path folder) throws Exception {
    Needs rows = needs(new ImportCommand(), "--inputDir=" + folder);
    assertThat(rows.own().permissions())
        .containsExactlyInAnyOrder(
            Permission.SELECT,
            Permission.BEGIN_READ_ONLY,
            Permission.WRITE,
            Permission.BEGIN_READ_WRITE);
    assertThat(rows.own().isCreated()).isFalse();

    Needs file = needs(new ImportCommand(), "--inputDir=" + folder, "--ddlFile=schema.sql");
    assertThat(file.own().permissions()).contains(Permission.GET_DDL, Permission.UPDATE_DDL);
    assertThat(file.own().isCreated()).isTrue();

    Files.writeString(folder.resolve("spanner-export.json"), "{\"tables\": []}");
    Needs export = needs(new ImportCommand(), "--inputDir=" + folder);
    assertThat(export.own().permissions()).contains(Permission.GET_DDL, Permission.UPDATE_DDL);
    assertThat(export.own().isCreated()).isTrue();
  }

  @Test
  void onlyWhatReadsAllRowsAsOfOneTimeNeedsASnapshot() {
    String time = "2026-11-24T00:00:00Z";
    assertThat(needs(new ImportCommand(), "--input=a.csv").own().snapshot()).isEmpty();
    assertThat(needs(new ExportCommand()).own().snapshot())
        .contains(new DatabaseNeeds.Snapshot(Optional.empty()));
    assertThat(needs(new ExportCommand(), "--snapshotTime=" + time).own().snapshot())
        .contains(new DatabaseNeeds.Snapshot(Optional.of(time)));
    assertThat(needs(new EnrichCommand(), "--input=a.csv").own().snapshot()).isEmpty();
    assertThat(needs(new EnrichCommand(), "--query=SELECT 1").own().snapshot()).isPresent();
    assertThat(
            needs(new EnrichCommand(), "--input=a.csv", "--snapshotTime=" + time).own().snapshot())
        .isPresent();
  }

  @Test
  void thePlacesAreThoseThatTheOptionsName() {
    assertThat(
            needs(
                    new EnrichCommand(),
                    "--input=in/*.csv",
                    "--spec=spec.json",
                    "--outputDir=out",
                    "--summaryFile=summary.json")
                .places())
        .containsExactly(
            new Place("--input", "in/*.csv", Place.Use.READ_FILES),
            new Place("--spec", "spec.json", Place.Use.READ_FILES),
            new Place("--outputDir", "out", Place.Use.WRITE_FOLDER),
            new Place("--summaryFile", "summary.json", Place.Use.WRITE_FILE));
    assertThat(needs(new ImportCommand(), "--inputDir=in").places())
        .containsExactly(new Place("--inputDir", "in", Place.Use.READ_FOLDER));
  }
}
