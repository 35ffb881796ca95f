package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.formats.RowFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroRecordWriterTest {
  private static final Struct ROW = Struct.newBuilder().set("Id").to(1L).set("S").to("x").build();
  private static final List<Type.StructField> COLUMNS = ROW.getType().getStructFields();

  @TempDir Path folder;

  private static DataFileStream<Object> stream(ByteArrayOutputStream file) throws IOException {
    return new DataFileStream<>(
        new ByteArrayInputStream(file.toByteArray()), new GenericDatumReader<>());
  }

  @ParameterizedTest
  @CsvSource({"SNAPPY, snappy", "DEFLATE, deflate", "ZSTANDARD, zstandard", "NONE, null"})
  void blocksAreCompressedByTheCodec(AvroCodec codec, String name) throws IOException {
    var file = new ByteArrayOutputStream();
    Schema schema = RowFiles.avroSchema(COLUMNS);
    try (var writer = AvroRowWriter.open(COLUMNS, schema, codec, file)) {
      writer.write(ROW);
      writer.write(ROW);
    }
    try (var stream = stream(file)) {
      assertThat(stream.getMetaString(DataFileConstants.CODEC)).isEqualTo(name);
      assertThat(stream.getSchema()).isEqualTo(schema);
      assertThat(stream.iterator()).toIterable().hasSize(2);
    }
  }

  @Test
  void fileOfASchemaAloneNamesNoCodec() throws IOException {
    var file = new ByteArrayOutputStream();
    Schema schema = RowFiles.avroSchema(COLUMNS);
    AvroRecordWriter.writeSchema(schema, file);
    try (var stream = stream(file)) {
      assertThat(stream.getMetaKeys()).containsExactly("avro.schema");
      assertThat(stream.getSchema()).isEqualTo(schema);
      assertThat(stream.hasNext()).isFalse();
    }
  }

  @Test
  void fileOfASchemaAloneIsTheSameEachTime() throws IOException {
    var first = new ByteArrayOutputStream();
    var second = new ByteArrayOutputStream();
    AvroRecordWriter.writeSchema(RowFiles.avroSchema(COLUMNS), first);
    AvroRecordWriter.writeSchema(RowFiles.avroSchema(COLUMNS), second);
    assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
  }

  @Test
  void schemaMayHaveAnotherOrderAndGeneratedColumns() throws IOException {
    Path file = folder.resolve("t.avro");
    Schema schema =
        SchemaBuilder.record("T")
            .fields()
            .name("G")
            .type(Schema.create(Schema.Type.NULL))
            .noDefault()
            .requiredString("S")
            .requiredLong("Id")
            .endRecord();
    try (OutputStream out = Files.newOutputStream(file);
        var writer = AvroRowWriter.open(COLUMNS, schema, AvroCodec.SNAPPY, out)) {
      writer.write(ROW);
    }
    try (var reader = AvroReader.open(SampleData.file(file))) {
      assertThat(((FileRecord.Row<?>) reader.next()).row())
          .hasToString("{\"G\": null, \"S\": \"x\", \"Id\": 1}");
    }
  }

  @Test
  void columnsAndFieldsHaveToBeTheSame() {
    assertRefused(
        SchemaBuilder.record("T").fields().requiredLong("Id").endRecord(),
        "No Avro field for the column S");
    assertRefused(
        SchemaBuilder.record("T")
            .fields()
            .requiredLong("Id")
            .requiredString("S")
            .requiredString("X")
            .endRecord(),
        "No column for the Avro fields of X");
    assertRefused(
        SchemaBuilder.record("T").fields().requiredString("Id").requiredString("S").endRecord(),
        "Values of INT64 are not written in the Avro type \"string\"");
  }

  private static void assertRefused(Schema schema, String message) {
    var out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> AvroRowWriter.open(COLUMNS, schema, AvroCodec.SNAPPY, out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
