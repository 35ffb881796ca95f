package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Type;
import dev.lintel.convert.TextFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AvroRecordsWriterTest {
  private static final AvroBased AVRO = new AvroFormat();
  private static final AvroBased PARQUET = new ParquetFormat();
  private static final List<Type.StructField> ADDED =
      List.of(
          Type.StructField.of("city", Type.string()),
          Type.StructField.of("number of it", Type.pgNumeric()));

  private static Schema parse(String json) {
    return new Schema.Parser().setValidate(false).setValidateDefaults(false).parse(json);
  }

  private static Schema written(String json, AvroBased format) {
    Schema schema = AvroRecordsWriter.schema(parse(json), ADDED, format);
    // What a file's header has is read again by everybody.
    assertThat(new Schema.Parser().parse(schema.toString())).isEqualTo(schema);
    return schema;
  }

  @Test
  void fieldsStayAndAreFollowedByWhatIsAdded() {
    Schema schema =
        written(
            """
            {"type": "record", "name": "Order", "namespace": "shop", "doc": "d", "owner": "me",
             "fields": [{"name": "id", "type": "int", "doc": "x", "spannerName": "the id",
                         "default": 7, "order": "descending", "aliases": ["nr"]},
                        {"name": "day", "type": {"type": "int", "logicalType": "date"}}]}
            """,
            AVRO);

    assertThat(schema.getFullName()).isEqualTo("shop.Order");
    assertThat(schema.getProp("owner")).isEqualTo("me");
    assertThat(schema.getFields())
        .extracting(Schema.Field::name)
        .containsExactly("id", "day", "city", "number_of_it");
    assertThat(schema.getField("id").getProp("spannerName")).isEqualTo("the id");
    assertThat(schema.getField("id").order()).isEqualTo(Schema.Field.Order.DESCENDING);
    assertThat(schema.getField("id").aliases()).containsExactly("nr");
    assertThat(schema.getField("id").defaultVal()).isEqualTo(7);
    assertThat(schema.getField("day").schema().getLogicalType().getName()).isEqualTo("date");
    assertThat(schema.getField("number_of_it").getProp("spannerName")).isEqualTo("number of it");
  }

  @Test
  void aRecordThatHoldsItsOwnKindGetsANameOfItsOwn() {
    Schema schema =
        written(
            """
            {"type": "record", "name": "Node", "fields": [{"name": "id", "type": "long"},
              {"name": "next", "type": ["null", "Node"]}]}
            """,
            AVRO);

    assertThat(schema.getName()).isEqualTo("Node_enriched");
    assertThat(schema.getField("next").schema().getTypes().get(1).getFields()).hasSize(2);
  }

  @Test
  void aDefaultOfAnotherTypeIsLeftOut() {
    Schema schema =
        written(
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "a", "type": ["string", "null"], "default": null}]}
            """,
            PARQUET);
    assertThat(schema.getField("a").hasDefaultValue()).isFalse();
    assertThat(schema.getField("number_of_it").schema().getTypes().get(1).getType())
        .isEqualTo(Schema.Type.STRING);
  }

  private static AvroShape shape(AvroBased format, String type) {
    return new AvroShape(format, parse(record(type)).toString(), TextFormat.defaults());
  }

  @Test
  void whatAFileWouldLoseIsNotKeptAsItIs() {
    for (String type :
        List.of(
            "{\"type\": \"int\", \"logicalType\": \"decimal\", \"precision\": 9, \"scale\": 2}",
            "[\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-nanos\"}]",
            "{\"type\": \"long\", \"logicalType\": \"unsigned\"}",
            "{\"type\": \"fixed\", \"name\": \"INT96\", \"size\": 12}",
            "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 147455, \"scale\":"
                + " 16383}")) {
      String nested =
          "{\"type\": \"record\", \"name\": \"In\", \"fields\": [{\"name\": \"y\", \"type\": %s}]}"
              .formatted(type);
      for (AvroBased input : List.of(AVRO, PARQUET)) {
        assertThat(AvroPassThrough.isWhole(shape(input, type), PARQUET)).isFalse();
        assertThat(AvroPassThrough.isWhole(shape(input, nested), PARQUET)).isFalse();
      }
      assertThat(AvroPassThrough.isWhole(shape(AVRO, nested), AVRO)).isTrue();
    }
    for (String type :
        List.of(
            "\"int\"",
            "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}",
            "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 38, \"scale\": 9}",
            "[\"null\", \"R\"]")) {
      assertThat(AvroPassThrough.isWhole(shape(PARQUET, type), PARQUET)).isTrue();
    }
  }

  private static String record(String type) {
    return "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"x\", \"type\": %s}]}"
        .formatted(type);
  }
}
