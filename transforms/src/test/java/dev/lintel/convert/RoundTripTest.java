package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.Row;

/** A value that is converted to another format and back is the same value. */
class RoundTripTest {
  @Property
  void jsonOfAnyValueIsReadAsTheSameValue(@ForAll("values") Value value)
      throws JsonProcessingException {
    String line = StrictJson.write(ValueToJson.convert(value));
    assertThat(line).doesNotContain("\n");
    assertThat(JsonToValue.forColumn(column(value.getType())).convert(StrictJson.parse(line)))
        .isEqualTo(value);
  }

  @Property
  void textOfAnyValueIsReadAsTheSameValue(@ForAll("values") Value value) {
    String text = ValueToText.of(value.getType()).convert(value);
    assertThat(TextToValue.forColumn(column(value.getType()), TextFormat.lossless()).convert(text))
        .isEqualTo(value);
  }

  @Property
  void avroDatumOfAnyValueIsReadAsTheSameValue(@ForAll("values") Value value) {
    Type type = value.getType();
    Object datum = ValueToAvro.of(type, AvroTypes.Timestamps.STRING).convert(value);
    assertThat(
            AvroToValue.forColumn(AvroTypes.of(type, AvroTypes.Timestamps.STRING), column(type))
                .convert(datum))
        .isEqualTo(value);
  }

  @Property
  void rowOfAnyValueIsDecodedAsTheSameRow(@ForAll("values") Value value) throws CoderException {
    Struct struct = Struct.newBuilder().set("v").to(value).build();
    Row row = StructToRow.of(struct.getType().getStructFields()).convert(struct);
    assertThat(CoderUtils.clone(RowCoder.of(row.getSchema()), row)).isEqualTo(row);
  }

  @Provide
  Arbitrary<Value> values() {
    return RandomValues.types().flatMap(RandomValues::of);
  }

  private static Column column(Type type) {
    return Columns.named("C", type);
  }
}
