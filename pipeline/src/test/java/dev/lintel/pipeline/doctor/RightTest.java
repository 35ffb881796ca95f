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

class RightTest {

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
    assertThat(Right.neededBy(job(ExportOptions.class)))
        .containsExactly(
            Right.SELECT, Right.READ, Right.BEGIN_READ_ONLY, Right.PARTITION_READ, Right.GET_DDL);
    assertThat(
            Right.neededBy(job(ExportOptions.class, "--query=SELECT 1", "--dataBoostEnabled=true")))
        .contains(Right.PARTITION_QUERY, Right.DATA_BOOST);
    assertThat(Right.neededBy(job(ExportOptions.class, "--since=last")))
        .as("the rows of a window are those of a query")
        .contains(Right.PARTITION_QUERY);
  }

  @Test
  void anEnrichmentReads() {
    assertThat(Right.neededBy(job(EnrichOptions.class, "--input=a.csv")))
        .containsExactly(Right.SELECT, Right.READ, Right.BEGIN_READ_ONLY);
    assertThat(Right.neededBy(job(EnrichOptions.class, "--query=SELECT 1")))
        .contains(Right.PARTITION_QUERY);
  }

  @Test
  void anImportWritesAndChangesTheSchemaIfItHasDdl(@TempDir Path folder) {
    assertThat(Right.neededBy(job(ImportOptions.class, "--inputDir=" + folder)))
        .containsExactly(Right.SELECT, Right.BEGIN_READ_ONLY, Right.WRITE, Right.BEGIN_READ_WRITE);
    assertThat(
            Right.neededBy(
                job(ImportOptions.class, "--inputDir=" + folder, "--ddlFile=schema.sql")))
        .contains(Right.GET_DDL, Right.UPDATE_DDL);
  }

  @Test
  void theLedgerTakesARightToCreateItsTablesOnlyUntilTheyAreThere() {
    assertThat(Right.neededByLedger(true))
        .containsExactly(Right.SELECT, Right.READ, Right.WRITE, Right.BEGIN_READ_WRITE);
    assertThat(Right.neededByLedger(false)).contains(Right.UPDATE_DDL);
  }
}
