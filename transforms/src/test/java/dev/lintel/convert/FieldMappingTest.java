package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import dev.lintel.schema.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class FieldMappingTest {
  private static final Mutation.Op OP = Mutation.Op.INSERT_OR_UPDATE;
  private static final Table TABLE =
      Columns.table(
          "T",
          List.of(
              Columns.column("Id", Type.int64()).setNullable(false).build(),
              Columns.column("Name", Type.string()).build(),
              Columns.column("Year", Type.int64()).setNullable(false).build(),
              Columns.column("Price", Type.numeric()).build()));
  private static final FieldMapping MAPPING =
      FieldMapping.of(
          Map.of("title", "Name"), List.of("extra"), List.of(year("2024"), price("1.5")));
  private static final Mutation ROW =
      Mutation.newInsertOrUpdateBuilder("T")
          .set("Id")
          .to(1)
          .set("Name")
          .to("n")
          .set("Year")
          .to(2024)
          .set("Price")
          .to(new BigDecimal("1.5"))
          .build();

  private static FieldMapping.Given year(String text) {
    return new FieldMapping.Given("year", text, "the folder year=" + text);
  }

  private static FieldMapping.Given price(String text) {
    return new FieldMapping.Given("Price", text, "--columns");
  }

  private static void assertSame(Mutation row) {
    assertThat(row.asMap()).isEqualTo(ROW.asMap());
  }

  private static TextRowConverter text(FieldMapping mapping, String... fields) {
    return TextRowConverter.of(TABLE, List.of(fields), OP, TextFormat.defaults(), mapping);
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return StrictJson.parse(text);
  }

  @Test
  void fieldsOfTextAreRenamedAndSkipped_andColumnsGiven() {
    TextRowConverter converter = text(MAPPING, "id", "EXTRA", "Title");
    assertSame(converter.convert(List.of("1", "x", "n")));
    assertSame(SerializableUtils.clone(converter).convert(List.of("1", "x", "n")));
  }

  @Test
  void fieldsOfJsonLikewise_whateverFieldsAnObjectHas() throws JsonProcessingException {
    JsonRowConverter converter = JsonRowConverter.of(TABLE, OP, TextFormat.defaults(), MAPPING);
    assertSame(converter.convert(json("{\"id\":1,\"title\":\"n\",\"extra\":[]}")));
    assertSame(
        SerializableUtils.clone(converter)
            .convert(json("{\"Id\":1,\"Name\":\"n\",\"Year\":2024,\"Price\":1.5}")));
    assertThatThrownBy(() -> converter.convert(json("{\"id\":1,\"title\":\"n\",\"Name\":\"m\"}")))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column Name: named twice");
  }

  @Test
  void fieldsOfAvroLikewise_alsoInARejectedRecord() {
    Schema schema =
        SchemaBuilder.record("R")
            .fields()
            .requiredLong("id")
            .requiredString("title")
            .requiredBytes("extra")
            .endRecord();
    GenericRecord record = new GenericData.Record(schema);
    record.put("id", 1L);
    record.put("title", "n");
    AvroRowConverter converter =
        AvroRowConverter.of(TABLE, schema, OP, TextFormat.defaults(), MAPPING);
    assertSame(SerializableUtils.clone(converter).convert(record));
    assertThat(converter.toJson(record).toString())
        .isEqualTo("{\"Id\":\"1\",\"Name\":\"n\",\"Year\":\"2024\",\"Price\":\"1.5\"}");
    assertThat(AvroRowConverter.withoutColumn(TABLE, schema, FieldMapping.none()))
        .containsExactly("title", "extra");
  }

  @Test
  void aFieldThatRepeatsAGivenValueHasToAgree() throws JsonProcessingException {
    TextRowConverter converter = text(MAPPING, "Id", "Name", "Year", "Price");
    assertThat(converter.convert(List.of("1", "n", "2024", "1.500"))).isNotNull();
    String contradicts =
        "Column Year (INT64): the record has another value than the folder year=2024";
    assertThatThrownBy(() -> converter.convert(List.of("1", "n", "2023", "1.5")))
        .isInstanceOf(ConversionException.class)
        .hasMessage(contradicts);
    JsonNode object = json("{\"Id\":1,\"Year\":2023}");
    assertThatThrownBy(
            () -> JsonRowConverter.of(TABLE, OP, TextFormat.defaults(), MAPPING).convert(object))
        .hasMessage(contradicts);
  }

  @Test
  void whatIsWrongIsReportedTogether() {
    FieldMapping wrong =
        FieldMapping.of(
                Map.of("titel", "Name"), List.of(), List.of(year("x"), price("1"), price("2")))
            .withExpected(List.of("titel"))
            .withReserved(List.of("Price"));
    assertThat(NamedColumns.problems(TABLE, List.of("Id", "Name", "extra"), wrong, OP))
        .containsExactly(
            "there is no field titel",
            "table T has no column extra",
            "column Price is named twice",
            "the folder year=x: Column Year (INT64): not an integer, got \"x\"");
    assertThat(NamedColumns.problems(TABLE, List.of("Id", "price"), wrong, OP))
        .contains(
            "column Price is given a value for all records, and a field is written to it, too");
    assertThat(
            NamedColumns.problems(
                TABLE,
                List.of("Id"),
                FieldMapping.of(Map.of(), List.of(), List.of(year(null))),
                OP))
        .containsExactly("the folder year=null: Column Year (INT64): null in a NOT NULL column");
    assertThat(
            JsonRowConverter.problems(
                TABLE,
                FieldMapping.of(
                    Map.of(),
                    List.of(),
                    List.of(new FieldMapping.Given("day", "1", "the folder day=1")))))
        .containsExactly("table T has no column day");
    assertThatThrownBy(() -> text(wrong, "Id")).isInstanceOf(IllegalArgumentException.class);
  }
}
