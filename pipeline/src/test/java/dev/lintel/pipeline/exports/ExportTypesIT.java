package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A timestamp that the types of Parquet files cannot hold is not lost without a word. */
@Timeout(60)
class ExportTypesIT {
  private static final String AT = "2024-02-29T12:34:56.123456789Z";

  @Test
  void aTimestampThatDoesNotFitIsRefusedAndTextHoldsIt(
      @SpannerDatabase(
              ddl = "CREATE TABLE Notes (Id INT64 NOT NULL, Happened TIMESTAMP) PRIMARY KEY (Id)")
          EmulatorDatabase database,
      @TempDir Path folder)
      throws Exception {
    Rows.write(
        database,
        Mutation.newInsertBuilder("Notes")
            .set("Id")
            .to(1)
            .set("Happened")
            .to(Timestamp.parseTimestamp(AT))
            .build());

    CommandRun refused =
        CommandRun.on(database, "export", "--outputDir=" + folder, "--format=parquet");

    assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.err())
        .contains(
            "Table Notes cannot be exported in these types. Column Happened (TIMESTAMP): a"
                + " timestamp with nanoseconds, in a column of microseconds. --parquetTypes=text"
                + " holds any timestamp")
        .doesNotContain("12:34:56");

    ExportRun export = ExportRun.of(database, folder, "--format=parquet", "--parquetTypes=text");
    Rows.write(database, Mutation.delete("Notes", KeySet.all()));
    export.importInto(database);
    assertThat(Rows.of(database, "SELECT Happened FROM Notes")).asString().contains(AT);
  }
}
