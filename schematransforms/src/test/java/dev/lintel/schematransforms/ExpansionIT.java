package dev.lintel.schematransforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The transforms as other SDKs use them, through Beam's expansion service, on the emulator. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Products (
        Id INT64 NOT NULL, Name STRING(10), Price NUMERIC, Since DATE, Tags ARRAY<STRING(9)>)
      PRIMARY KEY (Id)
      """,
      "CREATE TABLE Parts (Id INT64 NOT NULL, Part STRING(9)) PRIMARY KEY (Id, Part)",
      "CREATE TABLE Seats (Hall INT64 NOT NULL, Seat INT64 NOT NULL) PRIMARY KEY (Hall, Seat)",
      "CREATE INDEX ByName ON Products (Name)"
    })
class ExpansionIT {
  private static final Schema PRODUCT =
      Schema.builder()
          .addInt32Field("id")
          .addNullableField("Name", FieldType.STRING)
          .addNullableField("Price", FieldType.STRING)
          .addNullableField("Since", FieldType.logicalType(SqlTypes.DATE))
          .addNullableField("Tags", FieldType.array(FieldType.STRING.withNullable(true)))
          .build();

  private static final Schema ORDER =
      Schema.builder().addStringField("Order").addNullableField("Product", FieldType.INT64).build();

  private final EmulatorDatabase database;
  private final ConnectionConfig config;
  private final Pipeline pipeline = Pipeline.create();

  ExpansionIT(EmulatorDatabase database) {
    this.database = database;
    this.config = EmulatorConfig.of(database);
  }

  @BeforeEach
  void fill() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      lease
          .connection()
          .databaseClient()
          .write(
              List.of(
                  Mutation.delete("Products", KeySet.all()),
                  Mutation.delete("Parts", KeySet.all()),
                  product(1, "Chair"),
                  product(2, "Table"),
                  part(1, "leg"),
                  part(1, "seat")));
    }
  }

  private static Mutation product(long id, String name) {
    return Mutation.newInsertBuilder("Products").set("Id").to(id).set("Name").to(name).build();
  }

  private static Mutation part(long id, String part) {
    return Mutation.newInsertBuilder("Parts").set("Id").to(id).set("Part").to(part).build();
  }

  private List<String> productsInDatabase() throws InterruptedException {
    List<String> found = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(config);
        var rows =
            lease
                .connection()
                .databaseClient()
                .singleUse()
                .read("Products", KeySet.all(), List.of("Id", "Name"))) {
      while (rows.next()) {
        found.add(rows.getLong(0) + " " + (rows.isNull(1) ? "-" : rows.getString(1)));
      }
    }
    return found;
  }

  private static Row productRow(int id, String name, String price) {
    return Row.withSchema(PRODUCT)
        .addValues(id, name, price, LocalDate.of(2024, 2, 29), List.of("a", "b"))
        .build();
  }

  private static Row order(String order, Long product) {
    return Row.withSchema(ORDER).addValues(order, product).build();
  }

  private PCollection<Row> input(Schema schema, Row... rows) {
    return pipeline.apply("Input", Create.of(List.of(rows)).withRowSchema(schema));
  }

  /** Applies a transform through the expansion service, once for its graph, and once to run it. */
  private Map<String, PCollection<Row>> expand(
      SchemaTransformProvider provider,
      Map<String, PCollection<?>> inputs,
      UnaryOperator<Row.FieldValueBuilder> values) {
    Row row =
        Configurations.of(
            provider,
            database.projectId(),
            database.instanceId(),
            database.databaseId(),
            each -> values.apply(each.withFieldValue("emulator_host", database.host())));
    return Expansion.of(provider, row).apply(pipeline, inputs);
  }

  @Test
  void theServiceOffersTheTransforms_withTheirConfigurations() throws Exception {
    assertThat(Expansion.discovered())
        .contains(
            Map.entry("beam:schematransform:dev.lintel:spanner_read:v1", "-> output"),
            Map.entry("beam:schematransform:dev.lintel:spanner_write:v1", "input -> output,errors"),
            Map.entry(
                "beam:schematransform:dev.lintel:spanner_lookup:v1", "input -> output,errors"),
            Map.entry(
                "beam:schematransform:dev.lintel:spanner_delete:v1",
                "input -> output,changed,errors"));
  }

  @Test
  void readsATable() {
    var outputs =
        expand(
            new SpannerReadProvider(),
            Map.of(),
            row ->
                row.withFieldValue("table", "Products").withFieldValue("columns", List.of("Name")));

    PCollection<Row> rows = outputs.get("output");
    Schema schema = Schema.builder().addNullableField("Name", FieldType.STRING).build();
    assertThat(rows.getSchema()).isEqualTo(schema);
    PAssert.that(rows)
        .containsInAnyOrder(
            Row.withSchema(schema).addValues("Chair").build(),
            Row.withSchema(schema).addValues("Table").build());
    pipeline.run().waitUntilFinish();
  }

  @Test
  void readsAQuery() {
    var outputs =
        expand(
            new SpannerReadProvider(),
            Map.of(),
            row ->
                row.withFieldValue("query", "SELECT COUNT(*) AS Number FROM Products")
                    .withFieldValue("priority", "low")
                    .withFieldValue("tag", "yaml"));

    PAssert.that(outputs.get("output"))
        .satisfies(
            rows -> {
              assertThat(rows).extracting(row -> row.getInt64("Number")).containsExactly(2L);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void writesRows_andOutputsWrittenOnes_andErrorsWithCodeAndReason() throws Exception {
    var provider = new SpannerWriteProvider();
    Row good = productRow(3, "Lamp", "9.5");
    Row tooLong = productRow(4, "Much too long a name", "1");
    Row noNumber = productRow(5, "Rug", "cheap");

    var outputs =
        expand(
            provider,
            Map.of("input", input(PRODUCT, good, tooLong, noNumber)),
            row ->
                row.withFieldValue("table", "Products")
                    .withFieldValue("mode", "INSERT")
                    .withFieldValue("error_handling", Configurations.errors(provider)));

    PAssert.that(outputs.get("output")).containsInAnyOrder(good);
    PAssert.that(outputs.get("errors"))
        .satisfies(
            errors -> {
              assertThat(errors)
                  .anySatisfy(
                      error -> {
                        assertThat(error.getRow("failed_row")).isEqualTo(tooLong);
                        assertThat(error.getString("error_code")).isNotEmpty();
                        assertThat(error.getString("error_message")).contains("Name");
                      })
                  .anySatisfy(
                      error -> {
                        assertThat(error.getRow("failed_row")).isEqualTo(noNumber);
                        assertThat(error.getString("error_code")).isEqualTo("INVALID_ARGUMENT");
                        assertThat(error.getString("error_message"))
                            .contains("Column Price (NUMERIC)", "cheap");
                      })
                  .hasSize(2);
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(productsInDatabase()).containsExactly("1 Chair", "2 Table", "3 Lamp");
  }

  @Test
  void withoutErrorHandling_aRowThatCannotBeWrittenFailsThePipeline() {
    var outputs =
        expand(
            new SpannerWriteProvider(),
            Map.of("input", input(PRODUCT, productRow(5, "Rug", "cheap"))),
            row -> row.withFieldValue("table", "Products"));

    assertThat(outputs).containsOnlyKeys("output");
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .isInstanceOf(PipelineExecutionException.class)
        .hasMessageContaining("INVALID_ARGUMENT: Column Price (NUMERIC)")
        .hasMessageContaining("set error_handling")
        .hasMessageNotContaining("cheap");
  }

  @Test
  void rowsThatDoNotFitTheTableAreRefusedWhenThePipelineIsBuilt() {
    Schema schema =
        Schema.builder()
            .addByteArrayField("Name")
            .addField("Tags", FieldType.map(FieldType.STRING, FieldType.STRING))
            .addStringField("Colour")
            .build();

    assertThatThrownBy(
            () ->
                expand(
                    new SpannerWriteProvider(),
                    Map.of("input", pipeline.apply(Create.empty(schema))),
                    row -> row.withFieldValue("table", "Products")))
        .hasStackTraceContaining("table Products has no column Colour")
        .hasStackTraceContaining("no value for the required column Id")
        .hasStackTraceContaining("field Name has bytes, but column Name is of type STRING(10)")
        .hasStackTraceContaining("field Tags has the type MAP, which no column can hold");
    assertThatThrownBy(
            () ->
                expand(
                    new SpannerWriteProvider(),
                    Map.of("input", pipeline.apply("Empty", Create.empty(PRODUCT))),
                    row -> row.withFieldValue("table", "Nowhere")))
        .hasStackTraceContaining("has no table Nowhere");
  }

  @Test
  void looksUpRows_andAddsNullsIfThereAreNone() {
    var outputs =
        expand(
            new SpannerLookupProvider(),
            Map.of("input", input(ORDER, order("a", 1L), order("b", 99L), order("c", null))),
            row ->
                row.withFieldValue("table", "products")
                    .withFieldValue("key_fields", List.of("Product"))
                    .withFieldValue("columns", List.of("Name"))
                    .withFieldValue("prefix", "Product"));

    Schema schema =
        Schema.builder()
            .addFields(ORDER.getFields())
            .addNullableField("ProductName", FieldType.STRING)
            .build();
    PAssert.that(outputs.get("output"))
        .containsInAnyOrder(
            Row.withSchema(schema).addValues("a", 1L, "Chair").build(),
            Row.withSchema(schema).addValues("b", 99L, null).build(),
            Row.withSchema(schema).addValues("c", null, null).build());
    pipeline.run().waitUntilFinish();
  }

  @Test
  void looksUpAllRowsOfAPrefix_andMissingOnesAreErrorsIfAsked() {
    var provider = new SpannerLookupProvider();
    var outputs =
        expand(
            provider,
            Map.of("input", input(ORDER, order("a", 1L), order("b", 2L))),
            row ->
                row.withFieldValue("table", "Parts")
                    .withFieldValue("key_fields", List.of("Product"))
                    .withFieldValue("when_missing", "error")
                    .withFieldValue("error_handling", Configurations.errors(provider)));

    PAssert.that(outputs.get("output"))
        .satisfies(
            rows -> {
              assertThat(rows)
                  .extracting(row -> row.getString("Order") + " " + row.getString("Part"))
                  .containsExactlyInAnyOrder("a leg", "a seat");
              return null;
            });
    PAssert.that(outputs.get("errors"))
        .satisfies(
            errors -> {
              assertThat(errors)
                  .singleElement()
                  .satisfies(
                      error -> {
                        assertThat(error.getRow("failed_row")).isEqualTo(order("b", 2L));
                        assertThat(error.getString("error_code")).isEqualTo("NOT_FOUND");
                      });
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aLookupWhoseColumnsTheRowsHaveAlready_isRefused() {
    assertThatThrownBy(
            () ->
                expand(
                    new SpannerLookupProvider(),
                    Map.of("input", pipeline.apply(Create.empty(PRODUCT))),
                    row ->
                        row.withFieldValue("table", "Products")
                            .withFieldValue("key_fields", List.of("id"))))
        .hasStackTraceContaining("The rows have the field Name, Price, Since, Tags already");
  }

  @Test
  void deletesRowsThatMeetTheCondition() throws Exception {
    var provider = new SpannerDeleteProvider();
    var outputs =
        expand(
            provider,
            Map.of("input", input(PRODUCT, productRow(1, "x", "1"), productRow(2, "y", "1"))),
            row ->
                row.withFieldValue("table", "Products")
                    .withFieldValue("condition", "Name = 'Chair'")
                    .withFieldValue("error_handling", Configurations.errors(provider)));

    Schema key = Schema.builder().addInt32Field("id").build();
    PAssert.that(outputs.get("output"))
        .containsInAnyOrder(Row.withSchema(key).addValues(1).build());
    PAssert.that(outputs.get("changed"))
        .containsInAnyOrder(Row.withSchema(key).addValues(2).build());
    PAssert.that(outputs.get("errors")).empty();
    pipeline.run().waitUntilFinish();
    assertThat(productsInDatabase()).containsExactly("2 Table");
  }

  @Test
  void deletesByAKeyOfSeveralColumns_whateverTheOrderOfTheFields() throws Exception {
    Schema schema =
        Schema.builder().addInt64Field("Seat").addStringField("Note").addInt64Field("Hall").build();
    try (var lease = SpannerConnections.acquire(config)) {
      var client = lease.connection().databaseClient();
      client.write(List.of(seat(1, 2), seat(2, 1)));
      var outputs =
          expand(
              new SpannerDeleteProvider(),
              Map.of(
                  "input", input(schema, Row.withSchema(schema).addValues(2L, "left", 1L).build())),
              row -> row.withFieldValue("table", "Seats"));

      Schema key = Schema.builder().addInt64Field("Hall").addInt64Field("Seat").build();
      PAssert.that(outputs.get("output"))
          .containsInAnyOrder(Row.withSchema(key).addValues(1L, 2L).build());
      pipeline.run().waitUntilFinish();
      try (var rows = client.singleUse().read("Seats", KeySet.all(), List.of("Hall", "Seat"))) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong("Hall")).isEqualTo(2);
        assertThat(rows.next()).isFalse();
      }
    }
  }

  private static Mutation seat(long hall, long seat) {
    return Mutation.newInsertBuilder("Seats").set("Hall").to(hall).set("Seat").to(seat).build();
  }

  @Test
  void aDeleteNeedsTheWholeKey() {
    assertThatThrownBy(
            () ->
                expand(
                    new SpannerDeleteProvider(),
                    Map.of("input", pipeline.apply(Create.empty(PRODUCT))),
                    row -> row.withFieldValue("table", "Parts")))
        .hasStackTraceContaining("The rows have no field Part, only id, Name");
  }
}
