package dev.lintel.pipeline.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.ConversionException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class AvroRecordFieldsTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Trip", "fields": [
                {"name": "id", "type": "int"},
                {"name": "from", "type": ["null", {"type": "record", "name": "Place", "fields": [
                  {"name": "code", "type": "string"},
                  {"name": "nr", "type": ["null", "long"]}]}]},
                {"name": "to", "type": ["null", "Place"]},
                {"name": "first_name", "spannerName": "first name", "type": "string"},
                {"name": "either", "type": ["int", "string"]}]}
              """);

  private final AvroRecordFields fields = new AvroRecordFields(SCHEMA);

  private static GenericRecord place(String code, Long nr) {
    var place = new GenericData.Record(SCHEMA.getField("from").schema().getTypes().get(1));
    place.put("code", code);
    place.put("nr", nr);
    return place;
  }

  private static GenericRecord trip(GenericRecord from) {
    var trip = new GenericData.Record(SCHEMA);
    trip.put("id", 7);
    trip.put("from", from);
    trip.put("first_name", "Ada");
    trip.put("either", "x");
    return trip;
  }

  @Test
  void fieldsHaveTheirColumnsNamesAndTypes() {
    assertThat(fields.names()).containsExactly("id", "from", "to", "first name", "either");
    assertThat(fields.typeOf("id")).isEqualTo(Type.int64());
    assertThat(fields.typeOf("from")).isEqualTo(Type.json());
    assertThat(fields.typeOf("first name")).isEqualTo(Type.string());
    assertThat(fields.typeOf("either")).isEqualTo(Type.json());
  }

  @Test
  void aPathLeadsIntoNestedRecords() {
    var nr = fields.reader("from.nr", RecordFields.column("Nr", Type.int64()));
    assertThat(nr.apply(trip(place("FRA", 5L)))).isEqualTo(Value.int64(5));
    assertThat(nr.apply(trip(place("FRA", null))).isNull()).isTrue();
    assertThat(nr.apply(trip(null)).isNull()).isTrue();
    assertThat(
            fields.reader("first name", RecordFields.column("N", Type.string())).apply(trip(null)))
        .isEqualTo(Value.string("Ada"));
  }

  @Test
  void whatHasNoTypeOfItsOwnIsJson() {
    assertThat(fields.reader("from").apply(trip(place("FRA", 5L))))
        .isEqualTo(Value.json("{\"code\":\"FRA\",\"nr\":\"5\"}"));
    assertThat(fields.reader("from").apply(trip(null)).isNull()).isTrue();
    assertThat(fields.toJson(trip(null)).toString())
        .isEqualTo(
            "{\"id\":\"7\",\"from\":null,\"to\":null,\"first name\":\"Ada\",\"either\":\"x\"}");
  }

  @Test
  void aRecordWithAStringThatIsNotUtf8WithinIsAnError() {
    GenericRecord place = place("FRA", 5L);
    place.put("code", new Utf8(new byte[] {'c', 'a', 'f', (byte) 0xE9}));
    var from = fields.reader("from");
    assertThatThrownBy(() -> from.apply(trip(place)))
        .isInstanceOf(ConversionException.class)
        .hasMessage("field from: not valid UTF-8");
    assertThat(fields.toJson(trip(place)).path("from").path("code").asText())
        .isEqualTo("caf\uDCE9");
  }

  @Test
  void whatCannotBeReadIsKeptAsText() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [{"name": "id", "type":
                  {"type": "string", "logicalType": "uuid"}}]}
                """);
    var record = new GenericData.Record(schema);
    record.put("id", "not one");
    assertThat(new AvroRecordFields(schema).toJson(record).path("id").asText())
        .isEqualTo("not one");
  }

  @Test
  void fieldsThatAreUnknownOrOfAnotherType() {
    for (String unknown : List.of("idd", "from.cdoe", "id.code", "from.nr.x")) {
      assertThatThrownBy(() -> fields.reader(unknown, RecordFields.column("K", Type.int64())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the input has no field " + unknown);
    }
    assertThatThrownBy(() -> fields.reader("id", RecordFields.column("K", Type.bytes())))
        .hasMessageStartingWith(
            "field id is of the type int, which cannot be converted to BYTES; it can be written"
                + " to");
    assertThatThrownBy(() -> fields.reader("from", RecordFields.column("K", Type.int64())))
        .hasMessageContaining("which cannot be converted to INT64; it can be written to");
  }
}
