package dev.lintel.transforms;

import static dev.lintel.transforms.AirportTables.airports;
import static dev.lintel.transforms.AirportTables.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.failure.FailedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups by every kind of key. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      AirportTables.AIRPORTS,
      AirportTables.RUNWAYS,
      AirportTables.CODES,
      AirportTables.BY_CITY,
      AirportTables.BY_IATA
    })
class LookupRowsKeysIT {
  private final ConnectionConfig config;

  LookupRowsKeysIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  @BeforeEach
  void fill() throws InterruptedException {
    AirportTables.fill(config);
  }

  @Test
  void elementsHaveZeroOneOrSeveralKeys_andTheirRowsInTheOrderOfTheKeys() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(Create.of("1", "3 9 1", "9", "", "1", "2 2"))
            .apply("Look", airports(config));
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
  void aKeyOfTheFirstColumnsMatchesAllRowsThatBeginWithIt() {
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
  void indexesWithAndWithoutTheColumnsCanBeUsed() {
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
  void invalidKeysFailTheirElementsAndNoOthers() {
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
  void fieldsFormAKey_alsoNestedOnes_andNullGivesNoKey() {
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
}
