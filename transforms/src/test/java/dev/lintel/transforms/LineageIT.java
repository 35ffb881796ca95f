package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.Ordering;
import dev.lintel.coders.KeyCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.gcp.spanner.SpannerConfig;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.options.ValueProvider.StaticValueProvider;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the transforms report to Beam's lineage. */
@Timeout(120)
@SpannerDatabase(ddl = {AirportTables.AIRPORTS, AirportTables.RUNWAYS, AirportTables.CODES})
class LineageIT {
  private final ConnectionConfig config;
  private final EmulatorDatabase database;
  private final Pipeline pipeline = Pipeline.create();

  LineageIT(EmulatorDatabase database) {
    this.database = database;
    this.config = EmulatorConfig.of(database);
  }

  @BeforeEach
  void fill() throws InterruptedException {
    AirportTables.fill(config);
  }

  /** The sources of the pipeline and its sinks, after a run. */
  private record Reported(List<String> sources, List<String> sinks) {
    static Reported of(Pipeline pipeline) {
      var result = pipeline.run();
      result.waitUntilFinish();
      return new Reported(
          sorted(Lineage.query(result.metrics(), Lineage.Type.SOURCE)),
          sorted(Lineage.query(result.metrics(), Lineage.Type.SINK)));
    }

    private static List<String> sorted(Iterable<String> names) {
      return Ordering.natural().sortedCopy(names);
    }
  }

  private String named(String table) {
    return "spanner:%s.emulator-config.%s.%s.%s"
        .formatted(database.projectId(), database.instanceId(), database.databaseId(), table);
  }

  private SpannerConfig beam() {
    return SpannerConfig.create()
        .withProjectId(database.projectId())
        .withInstanceId(database.instanceId())
        .withDatabaseId(database.databaseId())
        .withEmulatorHost(StaticValueProvider.of(database.host()));
  }

  @Test
  void readsHaveTheNamesThatSpannerIoGivesThem() {
    pipeline.apply(
        "Read", ReadRows.from(config).withTable("Runways").withQuery("Query", query("Codes")));
    var read = SpannerIO.read().withSpannerConfig(beam());

    assertThat(Reported.of(pipeline))
        .isEqualTo(new Reported(List.of(named("Codes"), named("Runways")), List.of()));
    // One by one: the emulator ends a transaction when another begins.
    assertThat(sourcesOf(read.withTable("Runways").withColumns("Id", "Nr")))
        .containsExactly(named("Runways"));
    assertThat(sourcesOf(read.withQuery(query("Codes").getSql()))).containsExactly(named("Codes"));
  }

  private static List<String> sourcesOf(SpannerIO.Read read) {
    Pipeline same = Pipeline.create();
    same.apply(read);
    return Reported.of(same).sources();
  }

  @Test
  void writesHaveTheNamesThatSpannerIoGivesThem() {
    Mutation row = AirportTables.airport(9, "New", "City", null);
    pipeline.apply(Create.of(row)).apply(WriteRows.to(config));
    Pipeline same = Pipeline.create();
    same.apply(Create.of(row)).apply(SpannerIO.write().withSpannerConfig(beam()));

    assertThat(Reported.of(pipeline))
        .isEqualTo(new Reported(List.of(), List.of(named("Airports"))))
        .isEqualTo(Reported.of(same));
  }

  private static Statement query(String table) {
    return Statement.of("SELECT * FROM " + table);
  }

  @Test
  void aQueryWithoutATable_isOfTheDatabase() {
    pipeline.apply(ReadRows.from(config).withQuery("Numbers", Statement.of("SELECT 1 AS One")));

    assertThat(Reported.of(pipeline).sources())
        .containsExactly(named("").substring(0, named("").length() - 1));
  }

  @Test
  void aLookupReadsItsTable_asTheDatabaseSpellsIt() {
    pipeline
        .apply(Create.of(1L, 77L))
        .apply(
            LookupRows.<Long>from(config)
                .withTable("aIRPORTS")
                .withKeys(id -> List.of(Key.of(id))));

    assertThat(Reported.of(pipeline))
        .isEqualTo(new Reported(List.of(named("Airports")), List.of()));
  }

  @Test
  void aDeleteIsASink_onlyOfATableThatRowsAreDeletedFrom() {
    pipeline
        .apply("Codes", Create.of(Key.of("A")).withCoder(KeyCoder.of()))
        .apply("Delete codes", DeleteRows.from(config).withTable("Codes"));
    pipeline
        .apply("Airports", Create.of(Key.of(3L)).withCoder(KeyCoder.of()))
        .apply(
            "Delete none", DeleteRows.from(config).withTable("Airports").withCondition("Id = 4"));

    assertThat(Reported.of(pipeline)).isEqualTo(new Reported(List.of(), List.of(named("Codes"))));
  }

  @Test
  void rowsThatAreAllRejected_makeNoSink() {
    pipeline
        .apply(
            Create.of(
                Mutation.newInsertBuilder("Runways").set("Id").to(77).set("Nr").to(1).build()))
        .apply(WriteRows.to(config));

    assertThat(Reported.of(pipeline).sinks()).isEmpty();
  }

  @Test
  void anInstanceThatDoesNotSayItsConfiguration_costsOnlyThatSegment() {
    try (var server = MockSpannerServer.start()) {
      pipeline
          .apply(Create.of(Mutation.delete("Codes", KeySet.singleKey(Key.of("A")))))
          .apply(
              WriteRows.to(server.newDatabase())
                  .withSchema(
                      DdlScript.parse(AirportTables.CODES, Dialect.GOOGLE_STANDARD_SQL).planned()));

      assertThat(Reported.of(pipeline).sinks())
          .singleElement()
          .asString()
          .matches("spanner:test-project\\.unknown\\.test-instance\\.mock-\\d+\\.Codes");
    }
  }
}
