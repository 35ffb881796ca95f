package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.formats.RecordFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A million rows through a heap of 512 MiB, which the profile {@code large} gives the tests. */
@Tag("large")
@Timeout(900)
@SpannerDatabase(
    ddl =
        "CREATE TABLE Events (Id INT64 NOT NULL, Name STRING(MAX), Amount NUMERIC, `At` TIMESTAMP)"
            + " PRIMARY KEY (Id)")
class ExportLargeIT {
  private static final int ROWS = 1_000_000;
  private static final int ROWS_A_COMMIT = 5_000;
  private static final long HEAP = 512L << 20;

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    var config = EmulatorConfig.of(database);
    try (var lease = SpannerConnections.acquire(config)) {
      DatabaseClient client = lease.connection().databaseClient();
      List<Mutation> rows = new ArrayList<>();
      for (int id = 0; id < ROWS; id++) {
        rows.add(
            Mutation.newInsertBuilder("Events")
                .set("Id")
                .to(id)
                .set("Name")
                .to("the name of event " + id)
                .set("Amount")
                .to(BigDecimal.valueOf(id, 2))
                .set("At")
                .to(Timestamp.ofTimeSecondsAndNanos(1_700_000_000 + id, 123_456_000))
                .build());
        if (rows.size() == ROWS_A_COMMIT) {
          client.write(rows);
          rows.clear();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RecordFormat.class)
  void exportsAMillionRows(RecordFormat format, EmulatorDatabase database, @TempDir Path folder) {
    assertThat(Runtime.getRuntime().maxMemory())
        .as("of this test's heap")
        .isLessThanOrEqualTo(HEAP);

    CommandRun run =
        CommandRun.on(
            database, "export", "--outputDir=" + folder, "--format=" + format.optionName());

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out()).contains("1,000,000  1,000,000");
  }
}
