package dev.lintel.transforms;

import static dev.lintel.transforms.AirportTables.airports;
import static dev.lintel.transforms.AirportTables.ids;
import static dev.lintel.transforms.AirportTables.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where elements go, and how many reads a lookup costs. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      AirportTables.AIRPORTS,
      AirportTables.RUNWAYS,
      AirportTables.CODES,
      AirportTables.BY_CITY,
      AirportTables.BY_IATA
    })
class LookupRowsIT {
  private final ConnectionConfig config;

  LookupRowsIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  @BeforeEach
  void fill() throws InterruptedException {
    AirportTables.fill(config);
  }

  @Test
  void withoutColumnsAllAreReadInTheOrderOfTheTable() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(Create.of("3"))
            .apply(LookupRows.<String>from(config).withTable("Airports").withKeys(ids()));
    PAssert.that(text(result.getFound())).containsInAnyOrder("3 -> [[3, Field, Akureyri, NULL]]");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void missingElementsGoWhereWhenMissingSays() {
    Pipeline pipeline = Pipeline.create();
    var elements = pipeline.apply(Create.of("1", "9"));
    var empty = elements.apply("Empty", airports(config).withWhenMissing(WhenMissing.EMPTY));
    PAssert.that(text(empty.getFound())).containsInAnyOrder("1 -> [[London, Heathrow]]", "9 -> []");
    PAssert.that(empty.getMissing()).empty();
    var dropped = elements.apply("Drop", airports(config).withWhenMissing(WhenMissing.DROP));
    PAssert.that(text(dropped.getFound())).containsInAnyOrder("1 -> [[London, Heathrow]]");
    PAssert.that(dropped.getMissing()).empty();
    pipeline.run().waitUntilFinish();

    Pipeline failing = Pipeline.create();
    failing
        .apply(Create.of("1", "9"))
        .apply("Fail", airports(config).withWhenMissing(WhenMissing.FAIL));
    assertThatThrownBy(() -> failing.run().waitUntilFinish())
        .hasMessageContaining("There is no row in airports for a key that was looked up");
  }

  @Test
  void readsAtTheGivenTimestamp() throws InterruptedException {
    Timestamp before =
        AirportTables.write(config, List.of(AirportTables.airport(1, "Old", "London", "LHR")));
    AirportTables.write(config, List.of(AirportTables.airport(1, "New", "London", "LHR")));
    Pipeline pipeline = Pipeline.create();
    var element = pipeline.apply(Create.of("1"));
    PAssert.that(
            text(
                element
                    .apply(
                        "Then",
                        airports(config).withTimestampBound(TimestampBound.ofReadTimestamp(before)))
                    .getFound()))
        .containsInAnyOrder("1 -> [[London, Old]]");
    PAssert.that(
            element
                .apply(
                    "By index then",
                    LookupRows.<String>from(config)
                        .withTable("Airports")
                        .withIndex("AirportsByCity")
                        .withColumns("Name")
                        .withKeys(unused -> List.of(Key.of("London")))
                        .withTimestampBound(TimestampBound.ofReadTimestamp(before)))
                .getFound()
                .apply(
                    "Names",
                    MapElements.into(TypeDescriptors.strings())
                        .via((LookedUp<String> looked) -> looked.getRows().toString())))
        .containsInAnyOrder("[[Old], [Gatwick]]");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aCacheKeepsRowsAndAlsoTheirAbsence() throws InterruptedException {
    LookupRows<String> cached =
        airports(config).withCache(new LookupCache(100, Duration.ofHours(1)));
    try (var lease = SpannerConnections.acquire(config)) {
      for (String round : List.of("first", "second")) {
        Pipeline pipeline = Pipeline.create();
        var result = pipeline.apply(Create.of("1", "9")).apply(cached);
        PAssert.that(text(result.getFound())).containsInAnyOrder("1 -> [[London, Heathrow]]");
        PAssert.that(result.getMissing()).containsInAnyOrder("9");
        pipeline.run().waitUntilFinish();
        AirportTables.write(
            config,
            List.of(
                AirportTables.airport(1, "Changed " + round, "London", "LHR"),
                AirportTables.airport(9, "New", "Bergen", "BGO")));
      }
      assertThat(lease.connection()).isNotNull();
    }
  }

  @Test
  void mistakesAreReportedByName() {
    Pipeline pipeline = Pipeline.create();
    var elements = pipeline.apply(Create.of(List.of("1")).withCoder(StringUtf8Coder.of()));
    LookupRows<String> lookup = LookupRows.from(config);
    assertThatThrownBy(
            () -> elements.apply("no table", lookup.withColumns("Name").withKeys(id -> List.of())))
        .hasMessage("Name the table to look up in, with withTable");
    assertThat(lookup.withColumns("Name").withIndex("ByName").withTable("Airports"))
        .as("in any order")
        .isEqualTo(lookup.withTable("Airports").withIndex("ByName").withColumns("Name"));
    assertThatThrownBy(() -> elements.apply("no keys", lookup.withTable("Airports")))
        .hasMessage("Give the keys, with withKeys or withKeyFields");
    assertThatThrownBy(
            () -> elements.apply("no schema", lookup.withTable("Airports").withKeyFields("x")))
        .hasMessage("withKeyFields needs elements with a Beam schema, but these have none");
    assertThat(failure(airports(config).withTable("Airprots")))
        .contains("There is no table Airprots");
    assertThat(failure(airports(config).withColumns("Nmae")))
        .contains("Table Airports has no column Nmae");
    assertThat(failure(airports(config).withIndex("ByName")))
        .contains("Table Airports has no index ByName");
  }

  private static String failure(LookupRows<String> lookup) {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(Create.of("1")).apply(lookup);
    return Failures.of(pipeline);
  }

  @Test
  void manyElementsWithFewKeysCostFewReads() {
    Pipeline pipeline = Pipeline.create();
    var found =
        pipeline
            .apply(
                Create.of(IntStream.range(0, 30_000).mapToObj(i -> (long) i % 200).toList())
                    .withCoder(VarLongCoder.of()))
            .apply("Count bundles", ParDo.of(new CountBundlesFn()))
            .apply(
                LookupRows.<Long>from(config)
                    .withTable("Airports")
                    .withColumns("Name")
                    .withKeys(id -> List.of(Key.of(id)))
                    .withWhenMissing(WhenMissing.EMPTY))
            .getFound();
    PAssert.that(found)
        .satisfies(
            all -> {
              assertThat(all).hasSize(30_000);
              return null;
            });
    var result = pipeline.run();
    result.waitUntilFinish();
    assertThat(Counters.of(result, LookupRows.class, "elements")).isEqualTo(30_000);
    assertThat(Counters.of(result, LookupRows.class, "found")).isEqualTo(450);
    // The runner makes about 20 bundles of the elements, more on a busy machine. Each costs one
    // read for every 10,000 elements, and at most two more to learn how large the rows are. With a
    // key for each element, a read would have up to 500 keys.
    long reads = Counters.of(result, LookupRows.class, "reads");
    long bundles = Counters.of(result, CountBundlesFn.class, "bundles");
    assertThat(reads).isLessThanOrEqualTo(3 * bundles + 30_000 / 10_000);
    assertThat(Counters.of(result, LookupRows.class, "keys")).isLessThanOrEqualTo(200 * reads);
  }

  /** Counts the bundles that the next step gets: the runner passes on whole bundles. */
  private static final class CountBundlesFn extends DoFn<Long, Long> {
    private final Counter bundles = Metrics.counter(CountBundlesFn.class, "bundles");

    @ProcessElement
    public void process(@Element Long element, OutputReceiver<Long> out) {
      out.output(element);
    }

    @FinishBundle
    public void finish() {
      bundles.inc();
    }
  }
}
