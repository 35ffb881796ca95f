package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.AvroFieldType;
import dev.lintel.convert.AvroRowConverter;
import dev.lintel.convert.AvroToValue;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.ValueToJson;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetReaderTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message R {
            required int64 Id;
            optional binary Name (STRING);
            optional int64 Micros (TIMESTAMP(MICROS,true));
            optional int64 Nanos (TIMESTAMP(NANOS,true));
            optional int96 Old;
            optional int32 Day (DATE);
            optional fixed_len_byte_array(4) Price (DECIMAL(9,2));
            optional group Tags (LIST) { repeated group list { optional binary element (STRING); } }
            optional double Ratio;
            optional int32 U8 (INTEGER(8,false));
            optional int32 U32 (INTEGER(32,false));
            optional int64 U64 (INTEGER(64,false));
            optional int32 I8 (INTEGER(8,true));
          }
          """);
  private static final Table TABLE =
      Table.builder()
          .setName("R")
          .setColumns(
              List.of(
                  column("Id", Type.int64()),
                  column("Name", Type.string()),
                  column("Micros", Type.timestamp()),
                  column("Nanos", Type.timestamp()),
                  column("Old", Type.timestamp()),
                  column("Day", Type.date()),
                  column("Price", Type.numeric()),
                  column("Tags", Type.array(Type.string())),
                  column("Ratio", Type.float64()),
                  column("U8", Type.int64()),
                  column("U32", Type.int64()),
                  column("U64", Type.numeric()),
                  column("I8", Type.int64())))
          .setPrimaryKey(List.of(KeyPart.ascending("Id")))
          .build();

  private static final LegacyCalendar MODERN = LegacyCalendar.NONE;

  @TempDir Path folder;

  private static Column column(String name, Type type) {
    return Column.builder().setName(name).setType(type).setTypeName(type.toString()).build();
  }

  private Path write(CompressionCodecName codec) throws IOException {
    Path path = folder.resolve("r.parquet");
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withCompressionCodec(codec)
            .withCodecFactory(ParquetCodecs.withoutLimit())
            .build()) {
      Group full =
          new SimpleGroup(SCHEMA)
              .append("Id", 1L)
              .append("Name", "é")
              .append("Micros", -1L)
              .append("Nanos", -1L)
              .append(
                  "Old",
                  Binary.fromConstantByteArray(
                      new byte[] {
                        0, (byte) 0xca, (byte) 0x9a, 0x3b, 0, 0, 0, 0, (byte) 0x8d, 0x3d, 0x25, 0
                      }))
              .append("Day", 19_782)
              .append("Price", Binary.fromConstantByteArray(new byte[] {-1, -1, -1, 106}))
              .append("Ratio", Double.NaN)
              .append("U8", 255)
              .append("U32", -1)
              .append("U64", -1L)
              .append("I8", -1);
      Group tags = full.addGroup("Tags");
      tags.addGroup("list").append("element", "a");
      tags.addGroup("list");
      writer.write(full);
      writer.write(new SimpleGroup(SCHEMA).append("Id", 2L));
    }
    return path;
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void readsEveryCodecAndType(CompressionCodecName codec) throws IOException {
    var rows = new ArrayList<String>();
    try (var reader = ParquetReader.open(SampleData.file(write(codec)))) {
      var converter = AvroRowConverter.of(TABLE, reader.getSchema(), Mutation.Op.INSERT_OR_UPDATE);
      while (reader.hasNext()) {
        var record = (FileRecord.Row<GenericRecord>) reader.next();
        assertThat(record.position().record()).isEqualTo(rows.size() + 1);
        rows.add(StrictJson.write(ValueToJson.convert(converter.convert(record.row()))));
      }
    }
    assertThat(rows)
        .containsExactly(
            """
            {"Id":"1","Name":"é","Micros":"1969-12-31T23:59:59.999999000Z",\
            "Nanos":"1969-12-31T23:59:59.999999999Z","Old":"1970-01-02T00:00:01Z",\
            "Day":"2024-02-29","Price":"-1.50","Tags":["a",null],"Ratio":"NaN",\
            "U8":"255","U32":"4294967295","U64":"18446744073709551615","I8":"-1"}\
            """,
            """
            {"Id":"2","Name":null,"Micros":null,"Nanos":null,"Old":null,"Day":null,\
            "Price":null,"Tags":null,"Ratio":null,\
            "U8":null,"U32":null,"U64":null,"I8":null}\
            """);
  }

  @Test
  void damagedFileIsUnreadable() throws IOException {
    Path path = write(CompressionCodecName.SNAPPY);
    byte[] bytes = Files.readAllBytes(path);
    Arrays.fill(bytes, 4, 40, (byte) 0xFF);
    Files.write(path, bytes);
    assertThatThrownBy(
            () -> {
              try (var reader = ParquetReader.open(SampleData.file(path))) {
                reader.forEachRemaining(record -> {});
              }
            })
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("r.parquet is damaged after record 0: ");
  }

  /** As Arrow writes them for empty batches, with pages at offset 0. */
  @Test
  void theOffsetOfARecordIsThatOfItsOwnGroup_alsoAfterGroupsWithoutRows() throws IOException {
    Path path = write(CompressionCodecName.UNCOMPRESSED);
    ParquetSamples.changeFooter(
        path,
        footer -> {
          RowGroup full = footer.getRow_groups().get(0);
          RowGroup empty = ParquetSamples.emptyGroup(full, 0);
          footer.setRow_groups(List.of(empty, empty, full, empty));
        });

    try (var reader = ParquetReader.open(SampleData.file(path))) {
      reader.next();
      FilePlace place = reader.place();
      assertThat(place.offset()).isPositive();
      assertThat(place.skipped()).isEqualTo(1);
      reader.next();
      assertThat(reader.hasNext()).isFalse();
      assertThat(reader.place()).isEqualTo(new FilePlace(place.offset(), 2, 0, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stringsThatAreNotUtf8KeepTheirBytes(boolean dictionary) throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType("message R { required binary s (UTF8); }");
    byte[] latin1 = {'c', 'a', 'f', (byte) 0xE9};
    Path path = folder.resolve("s.parquet");
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withDictionaryEncoding(dictionary)
            .build()) {
      for (int i = 0; i < 100; i++) {
        writer.write(new SimpleGroup(schema).append("s", Binary.fromConstantByteArray(latin1)));
      }
      writer.write(new SimpleGroup(schema).append("s", "café"));
    }

    List<Object> read = ParquetSamples.read(path).stream().map(row -> row.get("s")).toList();
    assertThat(read).hasSize(101).endsWith("café");
    assertThat(read.subList(0, 100)).containsOnly(new Utf8(latin1));
  }

  /** As Arrow writes a column without a type. Its own files have no statistics of one. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aColumnOfNothingButNullsFitsEveryColumn(boolean statistics) throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message R {
              optional int32 number;
              optional int32 nothing;
              optional group list (LIST) { repeated group list { optional int32 element; } }
            }
            """);
    Group row = new SimpleGroup(schema).append("number", 1);
    row.addGroup("list").addGroup("list");
    Path path = ParquetSamples.write(folder.resolve("n.parquet"), schema, List.of(row));
    ParquetSamples.changeFooter(
        path,
        footer -> {
          for (SchemaElement element : footer.getSchema()) {
            if (List.of("nothing", "element").contains(element.getName())) {
              element.setLogicalType(LogicalType.UNKNOWN(new NullType()));
            }
          }
          if (!statistics) {
            footer
                .getRow_groups()
                .forEach(
                    group -> group.getColumns().forEach(c -> c.getMeta_data().unsetStatistics()));
          }
        });

    try (var reader = ParquetReader.open(SampleData.file(path))) {
      Schema read = reader.getSchema();
      AvroFieldType nothing = AvroFieldType.of(read.getField("nothing").schema());
      assertThat(nothing.describe()).isEqualTo("INT32 UNKNOWN");
      assertThat(nothing.getColumnTypes())
          .contains(Type.date(), Type.bytes(), Type.array(Type.string()));
      assertThat(AvroFieldType.of(read.getField("list").schema()).getColumnTypes())
          .contains(Type.array(Type.timestamp()));
      assertThat(AvroFieldType.of(read.getField("number").schema()).getColumnTypes())
          .contains(Type.int64())
          .doesNotContain(Type.date());
      GenericRecord record = ((FileRecord.Row<GenericRecord>) reader.next()).row();
      assertThat(
              AvroToValue.forColumn(
                      read.getField("list").schema(), column("L", Type.array(Type.date())))
                  .convert(record.get("list")))
          .isEqualTo(Value.dateArray(Collections.singletonList(null)));
    }
    assertThat(ParquetFooter.read(SampleData.file(path)).columns())
        .extracting(ParquetColumn::logical)
        .containsExactly("", "UNKNOWN", "list of UNKNOWN");
  }

  @Test
  void annotationsAreKnownWithinListsMapsAndGroupsOfEveryForm() {
    MessageType parquet =
        MessageTypeParser.parseMessageType(
            """
            message R {
              required int32 price (DECIMAL(9,2));
              optional group of_ones (LIST) {
                repeated group array { required int64 sku (DECIMAL(18,1)); }
              }
              optional group of_twos (LIST) {
                repeated group array { required int64 a; optional int64 at (TIMESTAMP(NANOS,true)); }
              }
              optional group plain (LIST) { repeated int32 element (DECIMAL(9,3)); }
              optional group standard (LIST) {
                repeated group list { optional int64 element (TIMESTAMP(NANOS,false)); }
              }
              optional group of_lists (LIST) {
                repeated group array (LIST) { repeated group array { required int32 x (DECIMAL(5,4)); } }
              }
              optional group by_name (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional int32 value (DECIMAL(9,5));
                }
              }
              optional group within { optional group more { required int64 y (DECIMAL(18,6)); } }
            }
            """);
    assertThat(
            ParquetStructure.of(parquet, MODERN, ParquetNulls.none())
                .schema()
                .toString()
                .split("\"scale\":", -1))
        .as("decimals")
        .hasSize(1 + 6);
    assertThat(
            ParquetStructure.of(parquet, MODERN, ParquetNulls.none())
                .schema()
                .toString()
                .split("timestamp-nanos", -1))
        .as("nanoseconds")
        .hasSize(1 + 2);
  }

  @Test
  void mismatchOfTypesIsKnownBeforeReading() throws IOException {
    try (var reader = ParquetReader.open(SampleData.file(write(CompressionCodecName.SNAPPY)))) {
      assertThat(AvroRowConverter.problems(narrower(), reader.getSchema(), Mutation.Op.INSERT))
          .contains("table R has no column Name")
          .anyMatch(problem -> problem.startsWith("column Ratio is NUMERIC, but the file has"));
    }
  }

  private static Table narrower() {
    return Table.builder()
        .setName("R")
        .setColumns(List.of(column("Id", Type.int64()), column("Ratio", Type.numeric())))
        .setPrimaryKey(List.of(KeyPart.ascending("Id")))
        .build();
  }
}
