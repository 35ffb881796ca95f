package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nightly exports of a table whose commit-timestamp column changes: no row is missing, whether the
 * ledger remembers the exports or the output folder does.
 */
@Timeout(120)
@SpannerDatabase(ddl = "CREATE TABLE T (Id INT64 NOT NULL, Text STRING(20)) PRIMARY KEY (Id)")
class WatermarkColumnIT {
  private static final String COMMIT_TIMESTAMP =
      " TIMESTAMP OPTIONS (allow_commit_timestamp = true)";

  /** What remembers how far the exports have come. */
  enum Memory {
    LEDGER("--jobKey=nightly"),
    FOLDER;

    private final ImmutableList<String> options;

    Memory(String... options) {
      this.options = ImmutableList.copyOf(options);
    }
  }

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  WatermarkColumnIT(EmulatorDatabase database) {
    this.database = database;
  }

  private void ddl(String... statements) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      lease.connection().updateDdl(List.of(statements));
    }
  }

  /** Writes a row, with the time of the commit in these columns. */
  private void write(long id, String... columns) throws InterruptedException {
    var row = Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id).set("Text").to("row " + id);
    Arrays.stream(columns).forEach(column -> row.set(column).to(Value.COMMIT_TIMESTAMP));
    Rows.write(database, row.build());
  }

  private CommandRun night(Memory memory, String... more) {
    List<String> options =
        new ArrayList<>(List.of("--outputDir=" + folder, "--since=last", "--format=csv"));
    options.addAll(memory.options);
    options.addAll(List.of(more));
    CommandRun run = CommandRun.on(database, "export", options.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    return run;
  }

  private LintelExport.TableFacts lastExport() throws IOException {
    List<LintelExport> exports = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path export : folders.toList()) {
        exports.add(new ExportRun(export).facts());
      }
    }
    return exports.stream()
        .max(Comparator.comparing(LintelExport::readTimestamp))
        .flatMap(export -> export.findTable("T"))
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatIsAdded_theTableIsExportedWholeOnceMore(Memory memory) throws Exception {
    write(1);
    night(memory);
    ddl("ALTER TABLE T ADD COLUMN Stamp" + COMMIT_TIMESTAMP);
    write(2);
    write(3, "Stamp");

    CommandRun run = night(memory);

    assertThat(run.err())
        .contains(
            "lintel export: T is exported whole once more, because its earlier exports did not go"
                + " by its column Stamp\n");
    assertThat(lastExport().rows()).isEqualTo(3);
    assertThat(lastExport().window()).isNull();
    assertThat(lastExport().watermarkColumn()).isEqualTo("Stamp");

    write(4, "Stamp");
    assertThat(night(memory).err()).doesNotContain("whole");
    assertThat(lastExport().rows()).isEqualTo(1);
    assertThat(lastExport().window().column()).isEqualTo("Stamp");
  }

  @ParameterizedTest
  @EnumSource
  void anotherColumn_theTableIsExportedWholeOnceMore(Memory memory) throws Exception {
    ddl(
        "ALTER TABLE T ADD COLUMN Made" + COMMIT_TIMESTAMP,
        "ALTER TABLE T ADD COLUMN Changed" + COMMIT_TIMESTAMP);
    write(1, "Made", "Changed");
    night(memory, "--watermarkColumn=T.Made");
    write(2, "Made");

    night(memory, "--watermarkColumn=T.Changed");
    assertThat(lastExport().rows()).isEqualTo(2);

    write(3, "Changed");
    night(memory, "--watermarkColumn=T.Changed");
    assertThat(lastExport().rows()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatIsDroppedAndAddedAgainAfterAnExport_isAnotherColumn(Memory memory)
      throws Exception {
    ddl("ALTER TABLE T ADD COLUMN Stamp" + COMMIT_TIMESTAMP);
    write(1, "Stamp");
    night(memory);
    ddl("ALTER TABLE T DROP COLUMN Stamp");
    night(memory);
    write(2);
    ddl("ALTER TABLE T ADD COLUMN Stamp" + COMMIT_TIMESTAMP);

    night(memory);

    assertThat(lastExport().rows()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void afterAnOrdinaryExport_theOnlyColumnOfTheTableIsGoneBy(Memory memory) throws Exception {
    ddl("ALTER TABLE T ADD COLUMN Stamp" + COMMIT_TIMESTAMP);
    write(1, "Stamp");
    List<String> options = new ArrayList<>(memory.options);
    options.add("--format=csv");
    ExportRun.of(database, folder, options.toArray(String[]::new));
    write(2, "Stamp");

    night(memory);

    assertThat(lastExport().rows()).isEqualTo(1);
  }
}
