package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes while somebody else changes the schema. */
@Timeout(120)
@SpannerDatabase(
    ddl = {"CREATE TABLE T (Id INT64 NOT NULL, Name STRING(9), Extra STRING(9)) PRIMARY KEY (Id)"})
@CountRequests
class WriteRowsSchemaIT {
  private final ConnectionConfig config;

  WriteRowsSchemaIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  private static Mutation row(String table, long id) {
    return Mutation.newInsertOrUpdateBuilder(table)
        .set("Id")
        .to(id)
        .set("Name")
        .to("n" + id)
        .build();
  }

  private DatabaseSchema schema() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return SchemaReader.read(lease.connection().databaseClient());
    }
  }

  /** Changes the schema through another connection, so that the writing one does not know. */
  private void updateDdl(String... statements) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config.withChannels(2))) {
      lease.connection().updateDdl(List.of(statements));
    }
  }

  private void write(WriteRows write, List<Mutation> rows, List<Mutation> failing) {
    var pipeline = PacedDirectRunner.newPipeline();
    PAssert.that(OneBundle.of(pipeline, rows).apply(write).getFailed())
        .satisfies(
            failures -> {
              assertThat(failures)
                  .extracting(FailedRecord::getElement)
                  .containsExactlyInAnyOrderElementsOf(failing);
              assertThat(failures)
                  .extracting(FailedRecord::getErrorCode)
                  .allMatch(ErrorCode.NOT_FOUND::equals);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void tablesThatAreNewerThanTheSchemaAreWrittenInTheirOrder() throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      WriteRows write = WriteRows.to(config).withSchema(schema());
      updateDdl(
          "CREATE TABLE Parent (Id INT64 NOT NULL, Name STRING(9)) PRIMARY KEY (Id)",
          "CREATE TABLE Child (Id INT64 NOT NULL, Name STRING(9)) PRIMARY KEY (Id), INTERLEAVE IN"
              + " PARENT Parent");
      List<Mutation> rows = new ArrayList<>();
      for (int id = 0; id < 1_000; id++) {
        rows.add(row("Child", id));
      }
      for (int id = 0; id < 1_000; id++) {
        rows.add(row("Parent", id));
      }
      write(write, rows, List.of());
      assertThat(lease.connection().config()).isEqualTo(config);
    }
  }

  @Test
  void rowsOfATableThatDoesNotExistAreRejectedWithoutLookingForThemByCommits(
      SpannerEmulator emulator) throws Exception {
    List<Mutation> rows = new ArrayList<>();
    List<Mutation> bad = new ArrayList<>();
    for (int id = 0; id < 1_000; id++) {
      rows.add(row("T", id));
      bad.add(row("Nowhere", id));
      bad.add(Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id).set("Nope").to("x").build());
    }
    rows.addAll(bad);
    var before = emulator.requests();
    write(WriteRows.to(config), rows, bad);
    assertThat(emulator.requests().since(before).of("Commit")).isLessThan(40);
  }

  @Test
  void aColumnThatIsDroppedMeanwhileStopsTheWriteWithOneMessage(SpannerEmulator emulator)
      throws Exception {
    WriteRows write = WriteRows.to(config).withSchema(schema());
    updateDdl("ALTER TABLE T DROP COLUMN Extra");
    List<Mutation> rows = new ArrayList<>();
    for (int id = 0; id < 5_000; id++) {
      rows.add(
          Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id).set("Extra").to("x").build());
    }
    var pipeline = PacedDirectRunner.newPipeline();
    OneBundle.of(pipeline, rows).apply(write);
    var before = emulator.requests();
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("Table T has no column Extra: it was dropped after the writing");
    assertThat(emulator.requests().since(before).of("Commit")).isLessThanOrEqualTo(10);
  }

  /** A runner gives the bundle to a new instance of the step. */
  @Test
  void aColumnThatIsDroppedMeanwhileFailsTheRetryOfABundle_too() throws Exception {
    var step =
        new WriteRowsFn(WriteRows.to(config), new TupleTag<>("written"), new TupleTag<>("failed"));
    try (var lease = SpannerConnections.acquire(config)) {
      WriteRowsFn first = SerializableUtils.clone(step);
      first.connect();
      updateDdl("ALTER TABLE T DROP COLUMN Extra");
      // As if some seconds had passed.
      SpannerConnections.forgetFacts(lease.connection().config());
      assertFailsForTheDroppedColumn(first);

      WriteRowsFn retry = SerializableUtils.clone(step);
      retry.connect();
      assertFailsForTheDroppedColumn(retry);
    }
  }

  private static void assertFailsForTheDroppedColumn(WriteRowsFn fn) throws InterruptedException {
    try {
      fn.startBundle();
      fn.process(
          Mutation.newInsertOrUpdateBuilder("T").set("Id").to(1).set("Extra").to("x").build(),
          Instant.EPOCH,
          GlobalWindow.INSTANCE,
          PaneInfo.NO_FIRING,
          null);
      // It fails before it outputs anything, so it needs nothing to output to.
      assertThatThrownBy(() -> fn.finishBundle(null))
          .isInstanceOf(SchemaChangedException.class)
          .hasMessageContaining("Table T has no column Extra: it was dropped after the writing");
    } finally {
      fn.disconnect();
    }
  }
}
