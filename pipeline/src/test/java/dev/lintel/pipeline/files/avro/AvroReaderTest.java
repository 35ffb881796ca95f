package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroRowConverter;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.ValueToJson;
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
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroReaderTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("R").fields().requiredLong("Id").optionalString("Name").endRecord();

  @TempDir Path folder;

  private Path write(CodecFactory codec, int rows) throws IOException {
    Path path = folder.resolve("a.avro");
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setCodec(codec).create(SCHEMA, path.toFile());
      for (int i = 0; i < rows; i++) {
        var row = new GenericData.Record(SCHEMA);
        row.put("Id", (long) i);
        row.put("Name", i % 2 == 0 ? null : "n" + i);
        writer.append(row);
      }
    }
    return path;
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard", "bzip2", "xz"})
  void readsEveryCodec(String codec) throws IOException {
    Path path = write(CodecFactory.fromString(codec), 3);
    var rows = new ArrayList<String>();
    try (var reader = AvroReader.open(SampleData.file(path))) {
      assertThat(reader.getSchema()).isEqualTo(SCHEMA);
      while (reader.hasNext()) {
        var record = (FileRecord.Row<GenericRecord>) reader.next();
        rows.add(record.position().record() + " " + record.row());
        assertThat(record.raw()).isEmpty();
      }
    }
    assertThat(rows)
        .containsExactly(
            "1 {\"Id\": 0, \"Name\": null}",
            "2 {\"Id\": 1, \"Name\": \"n1\"}",
            "3 {\"Id\": 2, \"Name\": null}");
  }

  /** Also where the schema asks Avro's readers for Java's strings, which have only characters. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", \"avro.java.string\": \"String\""})
  void stringsKeepBytesThatAreNotUtf8(String property) throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "s", "type": {"type": "string" %s}}]}
                """
                    .formatted(property));
    var latin1 = new Utf8(new byte[] {'c', 'a', 'f', (byte) 0xE9});
    Path path = folder.resolve("s.avro");
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, path.toFile());
      var row = new GenericData.Record(schema);
      row.put("s", latin1);
      writer.append(row);
    }
    try (var reader = AvroReader.open(SampleData.file(path))) {
      GenericRecord row = ((FileRecord.Row<GenericRecord>) reader.next()).row();
      assertThat(row.get("s")).isEqualTo(latin1);
    }
  }

  @Test
  void truncatedFileIsUnreadable() throws IOException {
    Path path = write(CodecFactory.nullCodec(), 50_000);
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 100));
    var reader = AvroReader.open(SampleData.file(path));
    assertThatThrownBy(() -> reader.forEachRemaining(record -> {}))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageMatching("File .*a\\.avro is damaged after record [1-9][0-9]*: .*");
  }

  /** The same database, exported by Google's template with timestamps as text. */
  @Test
  void readsGooglesExportOfEveryType() throws IOException {
    Table scalars =
        table(
            "Scalars",
            List.of("Id", "B", "I", "F4", "F8", "N", "S", "S20", "Y", "Y16", "D", "T", "J"),
            List.of(
                Type.int64(),
                Type.bool(),
                Type.int64(),
                Type.float32(),
                Type.float64(),
                Type.numeric(),
                Type.string(),
                Type.string(),
                Type.bytes(),
                Type.bytes(),
                Type.date(),
                Type.timestamp(),
                Type.json()));
    List<String> rows = export("A", scalars);
    assertThat(rows)
        .hasSize(8)
        .contains(
            """
            {"Id":"1","B":true,"I":"42","F4":1.5,"F8":2.25,"N":"123.456000000","S":"plain",\
            "S20":"twenty","Y":"AAH+/w==","Y16":"YWJj","D":"2024-02-29",\
            "T":"2024-02-29T12:34:56.123456789Z","J":"{\\"a\\":\\"x\\",\\"b\\":[1,2.5,null]}"}\
            """,
            """
            {"Id":"6","B":null,"I":null,"F4":"-0.0","F8":"-0.0","N":"-0.000000001","S":null,\
            "S20":null,"Y":null,"Y16":null,"D":null,"T":"1969-12-31T23:59:59.999999999Z","J":null}\
            """);
    assertThat(export("A-logical", scalars))
        .hasSize(8)
        .anyMatch(row -> row.contains("\"T\":\"1969-12-31T23:59:59.999999000Z\""));
  }

  @Test
  void readsGooglesExportOfPostgreSqlNumericAndArrays() throws IOException {
    Table scalars =
        table(
            "scalars",
            List.of("id", "b", "i", "f4", "f8", "n", "s", "v", "v20", "y", "d", "t", "j"),
            List.of(
                Type.int64(),
                Type.bool(),
                Type.int64(),
                Type.float32(),
                Type.float64(),
                Type.pgNumeric(),
                Type.string(),
                Type.string(),
                Type.string(),
                Type.bytes(),
                Type.date(),
                Type.timestamp(),
                Type.pgJsonb()));
    assertThat(export("B", scalars))
        .hasSize(7)
        .anyMatch(row -> row.contains("\"n\":\"123.4560\""))
        .anyMatch(row -> row.contains("\"n\":\"NaN\""))
        .anyMatch(row -> row.contains("\"n\":\"1000\""));
    Table arrays =
        table(
            "arrays",
            List.of("id", "b", "i", "f4", "f8", "n", "s", "v20", "y", "d", "t", "j"),
            Stream.concat(
                    Stream.of(Type.int64()),
                    Stream.of(
                            Type.bool(),
                            Type.int64(),
                            Type.float32(),
                            Type.float64(),
                            Type.pgNumeric(),
                            Type.string(),
                            Type.string(),
                            Type.bytes(),
                            Type.date(),
                            Type.timestamp(),
                            Type.pgJsonb())
                        .map(Type::array))
                .toList());
    assertThat(export("B", arrays))
        .hasSize(3)
        .anyMatch(row -> row.contains("\"i\":[\"1\",null,\"-5\"]"))
        .anyMatch(row -> row.contains("\"s\":[\"a\",null,\"\"]"));
  }

  private static Table table(String name, List<String> columns, List<Type> types) {
    var list = new ArrayList<Column>();
    for (int i = 0; i < columns.size(); i++) {
      list.add(
          Column.builder()
              .setName(columns.get(i))
              .setType(types.get(i))
              .setTypeName(types.get(i).toString())
              .build());
    }
    return Table.builder()
        .setName(name)
        .setColumns(list)
        .setPrimaryKey(List.of(KeyPart.ascending(columns.get(0))))
        .build();
  }

  /** The rows of all the table's files as JSON, which reads back as the same mutations. */
  private static List<String> export(String export, Table table) throws IOException {
    var rows = new ArrayList<String>();
    try (Stream<Path> files = Files.list(SampleData.path("google-export/" + export))) {
      for (Path path :
          files
              .filter(f -> f.getFileName().toString().startsWith(table.getName() + ".avro"))
              .toList()) {
        try (var reader = AvroReader.open(SampleData.file(path))) {
          var converter =
              AvroRowConverter.of(table, reader.getSchema(), Mutation.Op.INSERT_OR_UPDATE);
          while (reader.hasNext()) {
            GenericRecord row = ((FileRecord.Row<GenericRecord>) reader.next()).row();
            Mutation mutation = converter.convert(row);
            String json = StrictJson.write(ValueToJson.convert(mutation));
            assertThat(StrictJson.write(converter.toJson(row))).isEqualTo(json);
            assertThat(
                    JsonRowConverter.of(table, Mutation.Op.INSERT_OR_UPDATE)
                        .convert(StrictJson.parse(json)))
                .isEqualTo(mutation);
            rows.add(json);
          }
        }
      }
    }
    return rows;
  }

  @Test
  void theReasonIsThatOfTheFileAndNamesNoClass() throws IOException {
    Path path = write(CodecFactory.nullCodec(), 3);
    byte[] bytes = Files.readAllBytes(path);
    // The sync marker before the first block differs from that after it.
    bytes[bytes.length - 1]++;
    Files.write(path, bytes);
    assertThatThrownBy(() -> AvroReader.open(SampleData.file(path)).forEachRemaining(record -> {}))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(
            "File "
                + path
                + " is damaged after record 0: the marker after a block is not that of the file");
  }
}
