package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroFieldType;
import dev.lintel.convert.AvroToValue;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.schema.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every annotation of Parquet, in each physical type that may have it. */
class ParquetAnnotationsTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message R {
            required int32 i32;
            required int64 i64;
            required int32 i8 (INTEGER(8,true));
            required int32 u8 (INTEGER(8,false));
            required int32 u32 (INTEGER(32,false));
            required int64 u64 (INTEGER(64,false));
            required int32 dec32 (DECIMAL(9,2));
            required int64 dec64 (DECIMAL(18,2));
            required fixed_len_byte_array(4) decFixed (DECIMAL(9,2));
            required binary decBytes (DECIMAL(9,2));
            required int32 day (DATE);
            required int32 millisOfDay (TIME(MILLIS,true));
            required int64 microsOfDay (TIME(MICROS,false));
            required int64 nanosOfDay (TIME(NANOS,true));
            required int64 millis (TIMESTAMP(MILLIS,true));
            required int64 micros (TIMESTAMP(MICROS,false));
            required int64 nanos (TIMESTAMP(NANOS,false));
            required int96 int96;
            required fixed_len_byte_array(12) lasts (INTERVAL);
            required fixed_len_byte_array(16) uuid (UUID);
            required fixed_len_byte_array(2) half (FLOAT16);
            required binary text (STRING);
            required binary symbol (ENUM);
            required binary json (JSON);
            required binary bson (BSON);
            required binary raw;
            required fixed_len_byte_array(2) rawFixed;
            required boolean flag;
            required float single;
            required double ratio;
          }
          """);

  @TempDir Path folder;

  private Path write() throws IOException {
    Path path = folder.resolve("r.parquet");
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withCodecFactory(ParquetCodecs.withoutLimit())
            .build()) {
      Group row = new SimpleGroup(SCHEMA);
      row.append("i32", -1).append("i64", -1L).append("i8", -1).append("u8", 255);
      row.append("u32", -1).append("u64", Long.MIN_VALUE);
      row.append("dec32", -150).append("dec64", -150L);
      row.append("decFixed", bytes("ffffff6a")).append("decBytes", bytes("ff6a"));
      row.append("day", 19_782).append("millisOfDay", 45_296_789);
      row.append("microsOfDay", 45_296_789_000L).append("nanosOfDay", 45_296_789_000_001L);
      row.append("millis", 500L).append("micros", 500_000L).append("nanos", 500_000_001L);
      row.append("int96", bytes("00ca9a3b000000008d3d2500"));
      row.append("lasts", bytes("0100000002000000e0322900"));
      row.append("uuid", bytes("00112233445566778899aabbccddeeff"));
      row.append("half", bytes("003e")).append("text", "é").append("symbol", "A");
      row.append("json", "{\"a\":1}").append("bson", bytes("05")).append("raw", bytes("06"));
      row.append("rawFixed", bytes("0708")).append("flag", true);
      row.append("single", 0.1f).append("ratio", 0.1);
      writer.write(row);
    }
    return path;
  }

  private static Binary bytes(String hex) {
    return Binary.fromConstantByteArray(HexFormat.of().parseHex(hex));
  }

  @Test
  void eachIsKnownByItsOwnNameAndReadByWhatItMeans() throws IOException {
    Map<String, String> read = new LinkedHashMap<>();
    try (var reader = ParquetReader.open(SampleData.file(write()))) {
      GenericRecord record = ((FileRecord.Row<GenericRecord>) reader.next()).row();
      for (Schema.Field field : reader.getSchema().getFields()) {
        AvroFieldType type = AvroFieldType.of(field.schema());
        Type natural = type.getNaturalType(Dialect.GOOGLE_STANDARD_SQL);
        Column column =
            Column.builder().setName("C").setType(natural).setTypeName(natural.toString()).build();
        String value =
            AvroToValue.forColumn(field.schema(), column)
                .convert(record.get(field.pos()))
                .getAsString();
        read.put(field.name(), type.describe() + " -> " + natural + " " + value);
      }
    }
    assertThat(read)
        .containsExactly(
            Map.entry("i32", "INT32 -> INT64 -1"),
            Map.entry("i64", "INT64 -> INT64 -1"),
            Map.entry("i8", "INT32 INTEGER(8,true) -> INT64 -1"),
            Map.entry("u8", "INT32 INTEGER(8,false) -> INT64 255"),
            Map.entry("u32", "INT32 INTEGER(32,false) -> INT64 4294967295"),
            Map.entry("u64", "INT64 INTEGER(64,false) -> NUMERIC 9223372036854775808"),
            Map.entry("dec32", "INT32 DECIMAL(9,2) -> NUMERIC -1.50"),
            Map.entry("dec64", "INT64 DECIMAL(18,2) -> NUMERIC -1.50"),
            Map.entry("decFixed", "FIXED_LEN_BYTE_ARRAY(4) DECIMAL(9,2) -> NUMERIC -1.50"),
            Map.entry("decBytes", "BINARY DECIMAL(9,2) -> NUMERIC -1.50"),
            Map.entry("day", "INT32 DATE -> DATE 2024-02-29"),
            Map.entry("millisOfDay", "INT32 TIME(MILLIS,true) -> STRING 12:34:56.789"),
            Map.entry("microsOfDay", "INT64 TIME(MICROS,false) -> STRING 12:34:56.789"),
            Map.entry("nanosOfDay", "INT64 TIME(NANOS,true) -> STRING 12:34:56.789000001"),
            Map.entry(
                "millis",
                "INT64 TIMESTAMP(MILLIS,true) -> TIMESTAMP 1970-01-01T00:00:00.500000000Z"),
            Map.entry(
                "micros",
                "INT64 TIMESTAMP(MICROS,false) -> TIMESTAMP 1970-01-01T00:00:00.500000000Z"),
            Map.entry(
                "nanos",
                "INT64 TIMESTAMP(NANOS,false) -> TIMESTAMP 1970-01-01T00:00:00.500000001Z"),
            Map.entry("int96", "INT96 -> TIMESTAMP 1970-01-02T00:00:01Z"),
            Map.entry("lasts", "FIXED_LEN_BYTE_ARRAY(12) INTERVAL -> STRING P1M2DT45M"),
            Map.entry(
                "uuid",
                "FIXED_LEN_BYTE_ARRAY(16) UUID -> UUID 00112233-4455-6677-8899-aabbccddeeff"),
            Map.entry("half", "FIXED_LEN_BYTE_ARRAY(2) FLOAT16 -> FLOAT32 1.5"),
            Map.entry("text", "BINARY STRING -> STRING é"),
            Map.entry("symbol", "BINARY ENUM -> STRING A"),
            Map.entry("json", "BINARY JSON -> JSON {\"a\":1}"),
            Map.entry("bson", "BINARY BSON -> BYTES BQ=="),
            Map.entry("raw", "BINARY -> BYTES Bg=="),
            Map.entry("rawFixed", "FIXED_LEN_BYTE_ARRAY(2) -> BYTES Bwg="),
            Map.entry("flag", "BOOLEAN -> BOOL true"),
            Map.entry("single", "FLOAT -> FLOAT32 0.1"),
            Map.entry("ratio", "DOUBLE -> FLOAT64 0.1"));
  }
}
