package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.failure.FailedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows of a real table, found by its keys and its indexes. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Airports (Id INT64 NOT NULL, Name STRING(20), City STRING(20), Iata STRING(3))
        PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Runways (Id INT64 NOT NULL, Nr INT64 NOT NULL, Length INT64)
        PRIMARY KEY (Id, Nr DESC), INTERLEAVE IN PARENT Airports
      """,
      "CREATE TABLE Codes (Code STRING(5), Meaning STRING(20)) PRIMARY KEY (Code)",
      "CREATE INDEX AirportsByCity ON Airports (City)",
      "CREATE UNIQUE NULL_FILTERED INDEX AirportsByIata ON Airports (Iata) STORING (Name)"
    })
class LookupRowsIT {
  private final ConnectionConfig config;

  LookupRowsIT(EmulatorDatabase database) {
    config =
        ConnectionConfig.of(database.projectId(), database.instanceId(), database.databaseId())
            .withEmulatorHost(database.host());
  }

  @BeforeEach
  void fill() throws InterruptedException {
    write(
        List.of(
            Mutation.delete("Airports", KeySet.all()),
            Mutation.delete("Codes", KeySet.all()),
            airport(1, "Heathrow", "London", "LHR"),
            airport(2, "Gatwick", "London", "LGW"),
            airport(3, "Field", "Akureyri", null),
            runway(1, 1, 3900),
            runway(1, 2, 3600),
            runway(2, 1, 3300),
            code(null, "nothing"),
            code("A", "all")));
  }

  private Timestamp write(List<Mutation> mutations) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return lease.connection().databaseClient().write(mutations);
    }
  }

  private static Mutation airport(long id, String name, String city, String iata) {
    return Mutation.newInsertOrUpdateBuilder("Airports")
        .set("Id")
        .to(id)
        .set("Name")
        .to(name)
        .set("City")
        .to(city)
        .set("Iata")
        .to(iata)
        .build();
  }

  private static Mutation runway(long id, long number, long length) {
    return Mutation.newInsertBuilder("Runways")
        .set("Id")
        .to(id)
        .set("Nr")
        .to(number)
        .set("Length")
        .to(length)
        .build();
  }

  private static Mutation code(String code, String meaning) {
    return Mutation.newInsertBuilder("Codes")
        .set("Code")
        .to(code)
        .set("Meaning")
        .to(meaning)
        .build();
  }

  private static <T> PCollection<String> text(PCollection<LookedUp<T>> found) {
    return found.apply(
        "Text",
        MapElements.into(TypeDescriptors.strings())
            .via(
                (LookedUp<T> looked) ->
                    looked.getElement()
                        + " -> "
                        + looked.getRows().stream().map(Struct::toString).toList()));
  }

  /** Each element is a list of ids, separated by blanks. */
  private static SerializableFunction<String, Iterable<Key>> ids() {
    return element -> {
      List<Key> keys = new ArrayList<>();
      for (String id : element.split(" ", -1)) {
        if (!id.isEmpty()) {
          keys.add(Key.of(Long.parseLong(id)));
        }
      }
      return keys;
    };
  }

  private LookupRows<String> airports() {
    return LookupRows.<String>from(config)
        .withTable("airports")
        .withColumns("City", "Name")
        .withKeys(ids());
  }

  @Test
  void elementsHaveNoKeyOneOrSeveral_andKeepTheirRowsInTheOrderOfTheKeys() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline.apply(Create.of("1", "3 9 1", "9", "", "1", "2 2")).apply("Look", airports());
    PAssert.that(text(result.getFound()))
        .containsInAnyOrder(
            "1 -> [[London, Heathrow]]",
            "1 -> [[London, Heathrow]]",
            "3 9 1 -> [[Akureyri, Field], [London, Heathrow]]",
            "2 2 -> [[London, Gatwick], [London, Gatwick]]");
    PAssert.that(result.getMissing()).containsInAnyOrder("9", "");
    PAssert.that(result.getFailed()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void withoutColumnsAllOfThemInTheOrderOfTheTable() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(Create.of("3"))
            .apply(LookupRows.<String>from(config).withTable("Airports").withKeys(ids()));
    PAssert.that(text(result.getFound())).containsInAnyOrder("3 -> [[3, Field, Akureyri, NULL]]");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aKeyOfTheFirstColumnsStandsForAllRowsThatBeginWithIt() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(Create.of("1", "1 1", "2", "3", "1 7"))
            .apply(
                LookupRows.<String>from(config)
                    .withTable("Runways")
                    .withColumns("Length")
                    .withKeys(
                        element -> {
                          Key.Builder key = Key.newBuilder();
                          for (String part : element.split(" ", -1)) {
                            key.append(Long.parseLong(part));
                          }
                          return List.of(key.build());
                        }));
    PAssert.that(text(result.getFound()))
        .containsInAnyOrder("1 -> [[3600], [3900]]", "1 1 -> [[3900]]", "2 -> [[3300]]");
    PAssert.that(result.getMissing()).containsInAnyOrder("3", "1 7");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void byAnIndexThatHasTheColumnsAndByOneThatHasNot() {
    Pipeline pipeline = Pipeline.create();
    var elements = pipeline.apply(Create.of("London", "LHR", "Paris"));
    LookupRows<String> lookup =
        LookupRows.<String>from(config)
            .withTable("Airports")
            .withKeys(element -> List.of(Key.of(element)));
    var byIata =
        elements.apply("Iata", lookup.withIndex("airportsbyiata").withColumns("Name", "Id"));
    PAssert.that(text(byIata.getFound())).containsInAnyOrder("LHR -> [[Heathrow, 1]]");
    PAssert.that(byIata.getMissing()).containsInAnyOrder("London", "Paris");
    var byCity = elements.apply("City", lookup.withIndex("AirportsByCity").withColumns("Name"));
    PAssert.that(text(byCity.getFound())).containsInAnyOrder("London -> [[Heathrow], [Gatwick]]");
    PAssert.that(byCity.getMissing()).containsInAnyOrder("LHR", "Paris");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aNullInAKeyMatchesNull() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(Create.of("A", "null", "B"))
            .apply(
                LookupRows.<String>from(config)
                    .withTable("Codes")
                    .withColumns("Meaning")
                    .withKeys(
                        element ->
                            List.of(Key.of(element.equals("null") ? (String) null : element))));
    PAssert.that(text(result.getFound())).containsInAnyOrder("A -> [[all]]", "null -> [[nothing]]");
    PAssert.that(result.getMissing()).containsInAnyOrder("B");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void keysThatAreNoneOfTheTableFailTheirElementsAndNoOthers() {
    Pipeline pipeline = Pipeline.create();
    List<String> elements = new ArrayList<>(IntStream.range(0, 300).mapToObj(i -> "1").toList());
    elements.addAll(List.of("text", "1 2 3", "2"));
    var result =
        pipeline
            .apply(Create.of(elements))
            .apply(
                LookupRows.<String>from(config)
                    .withTable("Airports")
                    .withColumns("Name")
                    .withKeys(
                        element ->
                            element.equals("text")
                                ? List.of(Key.of("not a number"))
                                : element.contains(" ")
                                    ? List.of(Key.of(1, 2, 3))
                                    : List.of(Key.of(Long.parseLong(element)))));
    PAssert.that(
            result
                .getFailed()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            (FailedRecord<String> failed) ->
                                failed.getElement()
                                    + " "
                                    + failed.getTable()
                                    + " "
                                    + (failed.getErrorCode() == ErrorCode.INVALID_ARGUMENT
                                        || failed.getErrorCode()
                                            == ErrorCode.FAILED_PRECONDITION))))
        .containsInAnyOrder("text Airports true", "1 2 3 Airports true");
    PAssert.that(result.getMissing()).empty();
    PAssert.that(text(result.getFound()))
        .satisfies(
            found -> {
              assertThat(found).hasSize(301).contains("2 -> [[Gatwick]]");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void fieldsOfARowAreAKey_nestedOnesToo_andNullIsNone() {
    Schema inner = Schema.builder().addNullableField("id", FieldType.INT32).build();
    Schema schema =
        Schema.builder()
            .addStringField("name")
            .addNullableField("airport", FieldType.row(inner))
            .build();
    Pipeline pipeline = Pipeline.create();
    var rows =
        pipeline.apply(
            Create.of(
                    Row.withSchema(schema)
                        .addValues("a", Row.withSchema(inner).addValue(2).build())
                        .build(),
                    Row.withSchema(schema)
                        .addValues("b", Row.withSchema(inner).addValue(null).build())
                        .build(),
                    Row.withSchema(schema).addValues("c", null).build())
                .withRowSchema(schema));
    LookupRows<Row> lookup = LookupRows.<Row>from(config).withTable("Airports").withColumns("Name");
    var result = rows.apply(lookup.withKeyFields("airport.id"));
    PAssert.that(
            result
                .getFound()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            (LookedUp<Row> looked) ->
                                looked.getElement().getString("name") + looked.getRows())))
        .containsInAnyOrder("a[[Gatwick]]");
    PAssert.that(
            result
                .getMissing()
                .apply(
                    MapElements.into(TypeDescriptors.strings()).via(row -> row.getString("name"))))
        .containsInAnyOrder("b", "c");
    pipeline.run().waitUntilFinish();

    assertThatThrownBy(() -> rows.apply("typo", lookup.withKeyFields("airport.idd")))
        .hasMessage("There is no field airport.idd, only [name, airport]");
    assertThatThrownBy(() -> rows.apply("whole", lookup.withKeyFields("airport")))
        .hasMessage("Field airport is of type ROW, which no column of a key has");
  }

  @Test
  void whatIsMissingGoesWhereItIsToldTo() {
    Pipeline pipeline = Pipeline.create();
    var elements = pipeline.apply(Create.of("1", "9"));
    var empty = elements.apply("Empty", airports().withWhenMissing(WhenMissing.EMPTY));
    PAssert.that(text(empty.getFound())).containsInAnyOrder("1 -> [[London, Heathrow]]", "9 -> []");
    PAssert.that(empty.getMissing()).empty();
    var dropped = elements.apply("Drop", airports().withWhenMissing(WhenMissing.DROP));
    PAssert.that(text(dropped.getFound())).containsInAnyOrder("1 -> [[London, Heathrow]]");
    PAssert.that(dropped.getMissing()).empty();
    pipeline.run().waitUntilFinish();

    Pipeline failing = Pipeline.create();
    failing.apply(Create.of("1", "9")).apply("Fail", airports().withWhenMissing(WhenMissing.FAIL));
    assertThatThrownBy(() -> failing.run().waitUntilFinish())
        .hasMessageContaining("There is no row in airports for a key that was looked up");
  }

  @Test
  void readsAtTheTimestampThatItIsGiven() throws InterruptedException {
    Timestamp before = write(List.of(airport(1, "Old", "London", "LHR")));
    write(List.of(airport(1, "New", "London", "LHR")));
    Pipeline pipeline = Pipeline.create();
    var element = pipeline.apply(Create.of("1"));
    PAssert.that(
            text(
                element
                    .apply(
                        "Then",
                        airports().withTimestampBound(TimestampBound.ofReadTimestamp(before)))
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
  void aCacheRemembersRowsAndThatThereAreNone() throws InterruptedException {
    LookupRows<String> cached = airports().withCache(new LookupCache(100, Duration.ofHours(1)));
    try (var held = SpannerConnections.acquire(config)) {
      for (String round : List.of("first", "second")) {
        Pipeline pipeline = Pipeline.create();
        var result = pipeline.apply(Create.of("1", "9")).apply(cached);
        PAssert.that(text(result.getFound())).containsInAnyOrder("1 -> [[London, Heathrow]]");
        PAssert.that(result.getMissing()).containsInAnyOrder("9");
        pipeline.run().waitUntilFinish();
        write(
            List.of(
                airport(1, "Changed " + round, "London", "LHR"),
                airport(9, "New", "Bergen", "BGO")));
      }
      assertThat(held.connection()).isNotNull();
    }
  }

  @Test
  void saysWhatIsWrong() {
    Pipeline pipeline = Pipeline.create();
    var elements = pipeline.apply(Create.of(List.of("1")).withCoder(StringUtf8Coder.of()));
    LookupRows<String> lookup = LookupRows.from(config);
    assertThatThrownBy(() -> lookup.withColumns("Name"))
        .hasMessage("Name the table first, with withTable");
    assertThatThrownBy(() -> elements.apply("no keys", lookup.withTable("Airports")))
        .hasMessage("Say what the keys are, with withKeys or withKeyFields");
    assertThatThrownBy(
            () -> elements.apply("no schema", lookup.withTable("Airports").withKeyFields("x")))
        .hasMessage("Key fields are those of a schema, which the elements do not have");
    assertThat(failure(airports().withTable("Airprots"))).contains("There is no table Airprots");
    assertThat(failure(airports().withColumns("Nmae")))
        .contains("Table Airports has no column Nmae");
    assertThat(failure(airports().withIndex("ByName")))
        .contains("Table Airports has no index ByName");
  }

  private static String failure(LookupRows<String> lookup) {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(Create.of("1")).apply(lookup);
    try {
      pipeline.run().waitUntilFinish();
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
    return "";
  }

  @Test
  void manyElementsOfFewKeysCostFewReads() {
    Pipeline pipeline = Pipeline.create();
    var found =
        pipeline
            .apply(
                Create.of(IntStream.range(0, 30_000).mapToObj(i -> (long) i % 1_000).toList())
                    .withCoder(VarLongCoder.of()))
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
    assertThat(Counters.of(result, LookupRows.class, "found")).isEqualTo(90);
    // The runner makes some bundles of the elements; each costs two reads of 500 keys, and each
    // 10,000 elements of it.
    long reads = Counters.of(result, LookupRows.class, "reads");
    assertThat(reads).isLessThan(40);
    assertThat(Counters.of(result, LookupRows.class, "keys")).isLessThanOrEqualTo(500 * reads);
  }
}
