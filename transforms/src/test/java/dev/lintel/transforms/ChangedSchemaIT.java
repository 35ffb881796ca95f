package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.Lease;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The schema changes while a process has a connection and has read the schema. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE T (Id INT64 NOT NULL, Old STRING(10)) PRIMARY KEY (Id)",
      "CREATE INDEX TById ON T (Id) STORING (Old)",
      "CREATE TABLE Cities (Id INT64, Name STRING(9), City STRING(9)) PRIMARY KEY (Id)",
      "CREATE INDEX ByText ON Cities (Name)"
    })
class ChangedSchemaIT {
  private final ConnectionConfig config;
  private Lease lease;

  ChangedSchemaIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  /** The lease keeps the connection, and what it has cached, for the whole test. */
  @BeforeEach
  void fill() throws InterruptedException {
    lease = SpannerConnections.acquire(config);
    write("Old");
  }

  @AfterEach
  void release() {
    lease.close();
  }

  private Timestamp write(String column) {
    return lease
        .connection()
        .databaseClient()
        .write(
            List.of(
                Mutation.newInsertOrUpdateBuilder("T")
                    .set("Id")
                    .to(1)
                    .set(column)
                    .to("value")
                    .build()));
  }

  /** Another process changes the schema: this config has another connection. */
  private void alter(String... statements) throws InterruptedException {
    try (var other = SpannerConnections.acquire(config.withChannels(1))) {
      other.connection().updateDdl(List.of(statements));
    }
  }

  private LookupRows<Long> lookup() {
    return LookupRows.<Long>from(config).withTable("T").withKeys(id -> List.of(Key.of(id)));
  }

  private void assertLooksUp(String row) {
    Pipeline pipeline = Pipeline.create();
    var found =
        pipeline.apply(Create.of(1L).withCoder(VarLongCoder.of())).apply(lookup()).getFound();
    PAssert.that(
            found.apply(
                MapElements.into(TypeDescriptors.strings())
                    .via((LookedUp<Long> looked) -> looked.getRows().toString())))
        .containsInAnyOrder(row);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aPipelineThatIsBuiltLaterLooksUpTheColumnsThatThereAreThen() throws Exception {
    assertLooksUp("[[1, value]]");
    alter("ALTER TABLE T ADD COLUMN Fresh STRING(10)");
    assertLooksUp("[[1, value, NULL]]");
    alter("DROP INDEX TById", "ALTER TABLE T DROP COLUMN Old");
    assertLooksUp("[[1, NULL]]");
  }

  @Test
  void givenAColumnIsDroppedWhileAPipelineRuns_theNextBundleLooksUpTheOthers() throws Exception {
    var fn = new LookupFn<Long>(lookup(), id -> List.of(Key.of(id)), VarLongCoder.of());
    fn.connect();
    try {
      assertThat(rows(LookupOutputs.ofBundle(fn, 1, 2))).containsExactly("[[1, value]]", "[]");
      alter("DROP INDEX TById", "ALTER TABLE T DROP COLUMN Old");
      assertThat(rows(LookupOutputs.ofBundle(fn, 1, 2))).containsExactly("[[1]]", "[]");
    } finally {
      fn.disconnect();
    }
  }

  @Test
  void givenAnIndexIsDroppedWhileAPipelineRuns_theBundleFailsWithItsName() throws Exception {
    var fn =
        new LookupFn<Long>(
            lookup().withIndex("TById"), id -> List.of(Key.of(id)), VarLongCoder.of());
    fn.connect();
    try {
      assertThat(rows(LookupOutputs.ofBundle(fn, 1))).containsExactly("[[1, value]]");
      alter("DROP INDEX TById");
      assertThatThrownBy(() -> LookupOutputs.ofBundle(fn, 1))
          .hasMessageContaining("Table T has no index TById");
    } finally {
      fn.disconnect();
    }
  }

  @Test
  void givenAnIndexOfOtherColumnsTakesTheName_theCacheDoesNotAnswerForIt() throws Exception {
    lease
        .connection()
        .databaseClient()
        .write(
            List.of(
                Mutation.newInsertBuilder("Cities")
                    .set("Id")
                    .to(1)
                    .set("Name")
                    .to("Paris")
                    .set("City")
                    .to("Berlin")
                    .build()));
    var fn =
        new LookupFn<Long>(
            LookupRows.<Long>from(config)
                .withTable("Cities")
                .withIndex("ByText")
                .withColumns("Id")
                .withKeys(id -> List.of(Key.of("Paris")))
                .withCache(new LookupCache(10, Duration.ofHours(1))),
            id -> List.of(Key.of("Paris")),
            VarLongCoder.of());
    fn.connect();
    try {
      assertThat(rows(LookupOutputs.ofBundle(fn, 1))).containsExactly("[[1]]");
      alter("DROP INDEX ByText", "CREATE INDEX ByText ON Cities (City)");
      SpannerConnections.forgetFacts(config);
      assertThat(rows(LookupOutputs.ofBundle(fn, 1))).containsExactly("[]");
    } finally {
      fn.disconnect();
    }
  }

  @Test
  void givenATableThatIsNewerThanTheSchemaOfTheProcess_itIsFound() throws Exception {
    assertLooksUp("[[1, value]]");
    LookupRows<Long> lookup = lookup().withTable("Later");
    alter("CREATE TABLE Later (Id INT64 NOT NULL) PRIMARY KEY (Id)");
    var fn = new LookupFn<Long>(lookup, id -> List.of(Key.of(id)), VarLongCoder.of());
    fn.connect();
    try {
      assertThat(rows(LookupOutputs.ofBundle(fn, 1))).containsExactly("[]");
    } finally {
      fn.disconnect();
    }
  }

  private static List<String> rows(List<LookupOutcome<Long>> outcomes) {
    return outcomes.stream().map(outcome -> outcome.rows().toString()).toList();
  }

  @Test
  void aTableIsReadWithTheColumnsThatItHasInTheSnapshot() throws Exception {
    Timestamp before = write("Old");
    alter(
        "ALTER TABLE T ADD COLUMN Fresh STRING(10)",
        "DROP INDEX TById",
        "ALTER TABLE T DROP COLUMN Old");
    write("Fresh");
    for (var bound : List.of(TimestampBound.strong(), TimestampBound.ofReadTimestamp(before))) {
      Pipeline pipeline = Pipeline.create();
      PCollection<Struct> rows =
          pipeline.apply(ReadRows.from(config).withTable("T").withTimestampBound(bound)).getRows();
      PAssert.that(
              rows.apply(
                  MapElements.into(TypeDescriptors.strings())
                      .via(row -> row.getType().getStructFields().get(1).getName())))
          .containsInAnyOrder(bound.equals(TimestampBound.strong()) ? "Fresh" : "Old");
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void beamRowsHaveTheColumnsThatThereAreWhenThePipelineIsBuilt() throws Exception {
    for (String column : List.of("Fresh", "Fresher")) {
      Pipeline first = Pipeline.create();
      first.apply(ReadRows.from(config).withTable("T")).getBeamRows();
      alter("ALTER TABLE T ADD COLUMN %s STRING(10)".formatted(column));
      write(column);
      Pipeline pipeline = Pipeline.create();
      PCollection<Row> rows = pipeline.apply(ReadRows.from(config).withTable("T")).getBeamRows();
      assertThat(rows.getSchema().getFieldNames()).contains(column);
      PAssert.that(
              rows.apply(
                  MapElements.into(TypeDescriptors.strings()).via(row -> row.getString(column))))
          .containsInAnyOrder("value");
      pipeline.run().waitUntilFinish();
    }
  }
}
