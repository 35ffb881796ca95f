package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.avro.AvroReader;
import dev.lintel.pipeline.files.avro.AvroRecordWriter;
import dev.lintel.pipeline.files.avro.ParquetReader;
import dev.lintel.pipeline.files.avro.ParquetRecordWriter;
import dev.lintel.pipeline.files.avro.RecordWriter;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every format in, every format out. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Things (Id INT64, S STRING(MAX), N NUMERIC, A ARRAY<STRING(MAX)>, T TIMESTAMP,
        B BYTES(MAX), D DATE, J JSON, F FLOAT64) PRIMARY KEY (Id)
      """
    })
class EnrichFormatsIT {
  private static final String SPEC =
      """
      {"lookups": [{"name": "thing", "table": "Things", "key": {"Id": "id"}, "columns": {
        "s": "S", "n": "N", "a": "A", "t": "T", "b": "B", "d": "D", "j": "J", "f": "F"}}]}
      """;

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Order", "namespace": "shop", "fields": [
                {"name": "id", "type": "int"},
                {"name": "name", "type": ["null", "string"]},
                {"name": "score", "type": ["null", "float"]},
                {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                {"name": "price", "type": ["null", {"type": "bytes", "logicalType": "decimal",
                  "precision": 9, "scale": 2}]},
                {"name": "place", "type": ["null", {"type": "record", "name": "Place", "fields": [
                  {"name": "x", "type": "long"}]}]}]}
              """);

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  EnrichFormatsIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    Rows.write(
        database,
        Mutation.newInsertBuilder("Things")
            .set("Id")
            .to(1)
            .set("S")
            .to("\\N \"q\"")
            .set("N")
            .to(new BigDecimal("1.5"))
            .set("A")
            .toStringArray(Arrays.asList("x", null))
            .set("T")
            .to(Timestamp.parseTimestamp("2024-02-29T12:34:56.123456789Z"))
            .set("B")
            .to(ByteArray.copyFrom(new byte[] {1, 2}))
            .set("D")
            .to(Date.parseDate("2024-02-29"))
            .set("J")
            .to(Value.json("{\"a\":1}"))
            .set("F")
            .to(Double.NaN)
            .build());
  }

  private static GenericRecord order(int id, String name, Float score, Long x) {
    var order = new GenericData.Record(SCHEMA);
    order.put("id", id);
    order.put("name", name);
    order.put("score", score);
    order.put("day", 19_782);
    order.put(
        "price",
        score == null
            ? null
            : ByteBuffer.wrap(new BigDecimal("1.25").unscaledValue().toByteArray()));
    if (x != null) {
      var place = new GenericData.Record(SCHEMA.getField("place").schema().getTypes().get(1));
      place.put("x", x);
      order.put("place", place);
    }
    return order;
  }

  private String input(String format) throws IOException {
    Path file = folder.resolve("input." + format);
    switch (format) {
      case "csv" -> Files.writeString(file, "id,name,score\n1,\"A, b\",1.5\n2,\\N,\n");
      case "jsonl" ->
          Files.writeString(
              file,
              """
              {"id": 1, "name": "A, b", "score": 1.50, "place": {"x": [1]}}
              {"id":2,"name":null}
              """);
      case "avro", "parquet" -> {
        try (var out = Files.newOutputStream(file);
            RecordWriter writer =
                format.equals("avro")
                    ? AvroRecordWriter.open(SCHEMA, out)
                    : ParquetRecordWriter.open(SCHEMA, out)) {
          writer.write(order(1, "A, b", 1.5f, 7L));
          writer.write(order(2, null, null, null));
        }
      }
      default -> {
        return "--query=SELECT 1 AS id, 'A, b' AS name, [1.5, NULL] AS score"
            + " UNION ALL SELECT 2, NULL, NULL";
      }
    }
    return "--input=" + file;
  }

  private static String added(String format, boolean found) {
    return switch (format) {
      case "csv" ->
          found
              ? "\"\\N \"\"q\"\"\",\"1.5\",\"[\"\"x\"\",null]\",\"2024-02-29T12:34:56.123456789Z\","
                  + "\"AQI=\",\"2024-02-29\",\"{\"\"a\"\":1}\",\"NaN\""
              : "\\N,\\N,\\N,\\N,\\N,\\N,\\N,\\N";
      case "jsonl" ->
          found
              ? "\"s\":\"\\\\N \\\"q\\\"\",\"n\":\"1.5\",\"a\":[\"x\",null],"
                  + "\"t\":\"2024-02-29T12:34:56.123456789Z\",\"b\":\"AQI=\",\"d\":\"2024-02-29\","
                  + "\"j\":\"{\\\"a\\\":1}\",\"f\":\"NaN\""
              : "\"s\":null,\"n\":null,\"a\":null,\"t\":null,\"b\":null,\"d\":null,\"j\":null,"
                  + "\"f\":null";
      default ->
          found
              ? "\"s\": \"\\\\N \\\"q\\\"\", \"n\": \"Yh/\\u0000\", \"a\": [\"x\", null], "
                  + "\"t\": \"2024-02-29T12:34:56.123456789Z\", \"b\": \"\\u0001\\u0002\", "
                  + "\"d\": \"2024-02-29\", \"j\": \"{\\\"a\\\":1}\", \"f\": \"NaN\""
              : "\"s\": null, \"n\": null, \"a\": null, \"t\": null, \"b\": null, \"d\": null, "
                  + "\"j\": null, \"f\": null";
    };
  }

  private static List<String> records(EnrichRun run, String format) throws IOException {
    if (format.equals("csv") || format.equals("jsonl")) {
      return run.lines();
    }
    List<String> records = new ArrayList<>();
    for (Path path : run.files()) {
      var file = DataFile.named(path.toString());
      try (RecordReader<GenericRecord> reader =
          format.equals("avro") ? AvroReader.open(file) : ParquetReader.open(file)) {
        while (reader.hasNext()) {
          records.add(((FileRecord.Row<GenericRecord>) reader.next()).row().toString());
        }
      }
    }
    return records.stream().sorted().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "csv | csv | \"1\",\"A, b\",\"1.5\", |" + " \"2\",\\N,\"\",",
        "csv | jsonl | {\"id\":\"1\",\"name\":\"A, b\",\"score\":\"1.5\", |"
            + " {\"id\":\"2\",\"name\":null,\"score\":\"\",",
        "csv | avro | {\"id\": \"1\", \"name\": \"A, b\", \"score\": \"1.5\",` ` |"
            + " {\"id\": \"2\", \"name\": null, \"score\": \"\",` `",
        "csv | parquet | {\"id\": \"1\", \"name\": \"A, b\", \"score\": \"1.5\",` ` |"
            + " {\"id\": \"2\", \"name\": null, \"score\": \"\",` `",
        "jsonl | csv | \"1\",\"A, b\",\"1.5\",\"{\"\"x\"\": [1]}\", |" + " \"2\",\\N,\\N,\\N,",
        "jsonl | jsonl | {\"id\": 1, \"name\": \"A, b\", \"score\": 1.50, \"place\": {\"x\": [1]},"
            + " | {\"id\":2,\"name\":null,",
        "jsonl | avro | {\"id\": 1, \"name\": \"A, b\", \"score\": 1.5, \"place\":"
            + " \"{\\\"x\\\": [1]}\",` ` | {\"id\": 2, \"name\": null, \"score\": null, \"place\":"
            + " null,` `",
        "jsonl | parquet | {\"id\": 1, \"name\": \"A, b\", \"score\": 1.5, \"place\":"
            + " \"{\\\"x\\\": [1]}\",` ` | {\"id\": 2, \"name\": null, \"score\": null, \"place\":"
            + " null,` `",
        "avro | csv | \"1\",\"A, b\",\"1.5\",\"2024-02-29\",\"1.25\",\"{\"\"x\"\":\"\"7\"\"}\", |"
            + " \"2\",\\N,\\N,\"2024-02-29\",\\N,\\N,",
        "avro | jsonl | {\"id\":\"1\",\"name\":\"A,"
            + " b\",\"score\":1.5,\"day\":\"2024-02-29\",\"price\":\"1.25\",\"place\":\"{\\\"x\\\":\\\"7\\\"}\","
            + " | {\"id\":\"2\",\"name\":null,\"score\":null,\"day\":\"2024-02-29\",\"price\":null,\"place\":null,",
        "avro | avro | {\"id\": 1, \"name\": \"A, b\", \"score\": 1.5, \"day\": 19782, \"price\":"
            + " \"}\", \"place\": {\"x\": 7},` ` | {\"id\": 2, \"name\": null, \"score\": null,"
            + " \"day\": 19782, \"price\": null, \"place\": null,` `",
        "avro | parquet | {\"id\": 1, \"name\": \"A, b\", \"score\": 1.5, \"day\": 19782,"
            + " \"price\": \"}\", \"place\": {\"x\": 7},` ` | {\"id\": 2, \"name\": null,"
            + " \"score\": null, \"day\": 19782, \"price\": null, \"place\": null,` `",
        "parquet | csv | \"1\",\"A, b\",\"1.5\",\"2024-02-29\",\"1.25\",\"{\"\"x\"\":\"\"7\"\"}\","
            + " | \"2\",\\N,\\N,\"2024-02-29\",\\N,\\N,",
        "parquet | jsonl | {\"id\":\"1\",\"name\":\"A,"
            + " b\",\"score\":1.5,\"day\":\"2024-02-29\",\"price\":\"1.25\",\"place\":\"{\\\"x\\\":\\\"7\\\"}\","
            + " | {\"id\":\"2\",\"name\":null,\"score\":null,\"day\":\"2024-02-29\",\"price\":null,\"place\":null,",
        "parquet | avro | {\"id\": 1, \"name\": \"A, b\", \"score\": 1.5, \"day\": 19782,"
            + " \"price\": \"}\", \"place\": {\"x\": 7},` ` | {\"id\": 2, \"name\": null,"
            + " \"score\": null, \"day\": 19782, \"price\": null, \"place\": null,` `",
        "parquet | parquet | {\"id\": 1, \"name\": \"A, b\", \"score\": 1.5, \"day\": 19782,"
            + " \"price\": \"}\", \"place\": {\"x\": 7},` ` | {\"id\": 2, \"name\": null,"
            + " \"score\": null, \"day\": 19782, \"price\": null, \"place\": null,` `",
        "query | csv | \"1\",\"A, b\",\"[1.5,null]\", |" + " \"2\",\\N,\\N,",
        "query | jsonl | {\"id\":\"1\",\"name\":\"A, b\",\"score\":[1.5,null], |"
            + " {\"id\":\"2\",\"name\":null,\"score\":null,",
        "query | avro | {\"id\": 1, \"name\": \"A, b\", \"score\": [1.5, null],` ` |"
            + " {\"id\": 2, \"name\": null, \"score\": null,` `",
        "query | parquet | {\"id\": 1, \"name\": \"A, b\", \"score\": [1.5, null],` ` |"
            + " {\"id\": 2, \"name\": null, \"score\": null,` `",
      })
  void aRecordKeepsItsFields(String input, String output, String first, String second)
      throws IOException {
    List<String> options = new ArrayList<>(List.of(input(input), "--format=" + output));
    if (input.equals("csv")) {
      options.addAll(List.of("--hasHeader", "--nullString=\\N"));
    }
    EnrichRun run =
        EnrichRun.of(database, folder, SPEC, options.toArray(String[]::new)).succeeded();

    String end = output.equals("csv") ? "" : "}";
    assertThat(records(run, output))
        .containsExactly(
            first.replace("`", "") + added(output, true) + end,
            second.replace("`", "") + added(output, false) + end);
  }
}
