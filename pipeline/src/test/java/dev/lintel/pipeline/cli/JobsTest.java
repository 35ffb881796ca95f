package dev.lintel.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.GivenJob;
import dev.lintel.pipeline.enrich.EnrichOptions;
import dev.lintel.pipeline.exports.ExportOptions;
import dev.lintel.pipeline.imports.ImportOptions;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionTest {

  private static GivenJob job(Class<? extends SpannerJobOptions> type, String... args) {
    Map<String, String> given = new TreeMap<>();
    for (String arg : args) {
      given.put(arg.substring(2, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    }
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--instanceId=i";
    all[args.length + 1] = "--databaseId=d";
    return new GivenJob(CommandSpec.of(type), PipelineOptionsFactory.fromArgs(all).as(type), given);
  }

  @Test
  void anExportReadsInPartitionsAndItsDdl() {
    assertThat(Permission.neededBy(job(ExportOptions.class)))
        .containsExactly(
            Permission.SELECT,
            Permission.READ,
            Permission.BEGIN_READ_ONLY,
            Permission.PARTITION_READ,
            Permission.GET_DDL);
    assertThat(
            Permission.neededBy(
                job(ExportOptions.class, "--query=SELECT 1", "--dataBoostEnabled=true")))
        .contains(Permission.PARTITION_QUERY, Permission.DATA_BOOST);
    assertThat(Permission.neededBy(job(ExportOptions.class, "--since=last")))
        .as("the rows of a window are those of a query")
        .contains(Permission.PARTITION_QUERY);
  }

  @Test
  void anEnrichmentReads() {
    assertThat(Permission.neededBy(job(EnrichOptions.class, "--input=a.csv")))
        .containsExactly(Permission.SELECT, Permission.READ, Permission.BEGIN_READ_ONLY);
    assertThat(Permission.neededBy(job(EnrichOptions.class, "--query=SELECT 1")))
        .contains(Permission.PARTITION_QUERY);
  }

  @Test
  void anImportWritesAndChangesTheSchemaIfItHasDdl(@TempDir Path folder) {
    assertThat(Permission.neededBy(job(ImportOptions.class, "--inputDir=" + folder)))
        .containsExactly(
            Permission.SELECT,
            Permission.BEGIN_READ_ONLY,
            Permission.WRITE,
            Permission.BEGIN_READ_WRITE);
    assertThat(
            Permission.neededBy(
                job(ImportOptions.class, "--inputDir=" + folder, "--ddlFile=schema.sql")))
        .contains(Permission.GET_DDL, Permission.UPDATE_DDL);
  }

  @Test
  void theLedgerTakesARightToCreateItsTablesOnlyUntilTheyAreThere() {
    assertThat(Permission.neededByLedger(true))
        .containsExactly(
            Permission.SELECT, Permission.READ, Permission.WRITE, Permission.BEGIN_READ_WRITE);
    assertThat(Permission.neededByLedger(false)).contains(Permission.UPDATE_DDL);
  }
}
