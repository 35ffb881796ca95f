package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.AvroTypes.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroRowEncoderTest {

  @Provide
  Arbitrary<Value> values() {
    return RandomValues.types().flatMap(RandomValues::of);
  }

  @Provide
  Arbitrary<Timestamps> timestamps() {
    return Arbitraries.of(Timestamps.class);
  }

  @Property(tries = 500)
  void bytesAreThoseOfAvrosGenericWriter(
      @ForAll("values") Value one,
      @ForAll("values") Value other,
      @ForAll("timestamps") Timestamps timestamps)
      throws IOException {
    Struct row = Struct.newBuilder().set("one").to(one).set("other").to(other).build();
    List<Type.StructField> columns = row.getType().getStructFields();
    Schema schema = AvroRecords.schema("Row", columns, timestamps);
    assertThat(encoded(schema, columns, row)).isEqualTo(generic(schema, columns, row));
  }

  @Test
  void fieldsMayHaveAnotherOrderNoUnionAndNoColumn() throws IOException {
    Struct row = Struct.newBuilder().set("Id").to(1L).set("S").to("x").build();
    List<Type.StructField> columns = row.getType().getStructFields();
    Schema schema =
        SchemaBuilder.record("T")
            .fields()
            .name("Generated")
            .type(Schema.create(Schema.Type.NULL))
            .noDefault()
            .name("S")
            .type(SchemaBuilder.unionOf().stringType().and().nullType().endUnion())
            .noDefault()
            .requiredLong("Id")
            .endRecord();
    assertThat(encoded(schema, columns, row)).isEqualTo(generic(schema, columns, row));
    Struct nullRow = Struct.newBuilder().set("Id").to(1L).set("S").to((String) null).build();
    assertThat(encoded(schema, columns, nullRow)).isEqualTo(generic(schema, columns, nullRow));
  }

  @Test
  void nullInAFieldWithoutNullNamesTheColumn() {
    Struct row = Struct.newBuilder().set("Id").to((Long) null).build();
    Schema schema = SchemaBuilder.record("T").fields().requiredLong("Id").endRecord();
    assertThatThrownBy(() -> encoded(schema, row.getType().getStructFields(), row))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("0");
  }

  @Test
  void aValueThatATypeCannotHoldNamesTheColumnAndNotTheValue() {
    Struct row =
        Struct.newBuilder()
            .set("Happened")
            .to(com.google.cloud.Timestamp.ofTimeSecondsAndNanos(7, 1))
            .build();
    List<Type.StructField> columns = row.getType().getStructFields();
    Schema schema =
        SchemaBuilder.record("T")
            .fields()
            .name("Happened")
            .type(AvroTypes.nullable(LogicalAvroTypes.of(Type.timestamp(), TimestampUnit.MICROS)))
            .noDefault()
            .endRecord();
    assertThatThrownBy(() -> encoded(schema, columns, row))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("Column Happened (TIMESTAMP): a timestamp with nanoseconds");
  }

  private static byte[] encoded(Schema schema, List<Type.StructField> columns, Struct row)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    AvroRowEncoder.of(schema, columns).encode(row, out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] generic(Schema schema, List<Type.StructField> columns, Struct row)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema)
        .write(StructToAvro.of(schema, columns).convert(row), out);
    out.flush();
    return bytes.toByteArray();
  }
}
