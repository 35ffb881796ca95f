package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same two rows out of every kind of file. */
@Timeout(300)
@SpannerDatabase(
    ddl =
        "CREATE TABLE Things (Id INT64 NOT NULL, Name STRING(MAX), `At` TIMESTAMP, Doubled INT64 AS"
            + " (Id * 2) STORED) PRIMARY KEY (Id)")
class ImportFormatsIT {
  private static final String ALL = "SELECT Id, Name, `At`, Doubled FROM Things ORDER BY Id";
  private static final List<String> EXPECTED =
      List.of("[1, one, 2024-02-29T12:34:56.123456000Z, 2]", "[2, , null, 4]");

  @TempDir private Path folder;

  private CommandRun load(EmulatorDatabase database, Path file, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--input=" + file;
    all[1] = "--tableName=Things";
    System.arraycopy(options, 0, all, 2, options.length);
    return CommandRun.on(database, "import", all);
  }

  private void assertLoads(EmulatorDatabase database, Path file, String... options)
      throws InterruptedException {
    CommandRun run = load(database, file, options);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, ALL)).isEqualTo(EXPECTED);
  }

  private static void write(OutputStream out, String text) throws IOException {
    try (out) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void csvWithTheColumnsOfTheTable(EmulatorDatabase database) throws Exception {
    Path file = folder.resolve("things.csv");
    // The generated column is not among them.
    Files.writeString(file, "1,one,2024-02-29T12:34:56.123456Z\n2,,\n");
    assertLoads(database, file);
  }

  @Test
  void csvWithAHeaderInAnyOrderAndOtherCharactersAndGzip(EmulatorDatabase database)
      throws Exception {
    Path file = folder.resolve("things.csv.gz");
    write(
        new GZIPOutputStream(Files.newOutputStream(file)),
        "Name\tAt\tid\n'one'\t29.02.2024 12:34:56.123456\t1\n\t-\t2\n");
    assertLoads(
        database,
        file,
        "--hasHeader",
        "--columnDelimiter=\\t",
        "--fieldQualifier='",
        "--nullString=-",
        "--timestampFormat=dd.MM.yyyy HH:mm:ss.SSSSSS");
  }

  @Test
  void jsonLinesWithZstandard(EmulatorDatabase database) throws Exception {
    Path file = folder.resolve("things.jsonl.zst");
    write(
        new ZstdOutputStream(Files.newOutputStream(file)),
        """
        {"Id": "1", "Name": "one", "At": "2024-02-29T13:34:56.123456+01:00"}
        {"Id": 2, "Name": "", "At": null}
        """);
    assertLoads(database, file);
  }

  @Test
  void avro(EmulatorDatabase database) throws Exception {
    Path file = folder.resolve("things.avro");
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Things", "fields": [
                  {"name": "Id", "type": "long"},
                  {"name": "Name", "type": ["null", "string"]},
                  {"name": "At", "type": ["null", {"type": "long",
                    "logicalType": "timestamp-micros"}]}]}
                """);
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      var one = new GenericData.Record(schema);
      one.put("Id", 1L);
      one.put("Name", "one");
      one.put("At", 1709210096123456L);
      writer.append(one);
      var two = new GenericData.Record(schema);
      two.put("Id", 2L);
      two.put("Name", "");
      writer.append(two);
    }
    assertLoads(database, file);
  }

  @Test
  void parquet(EmulatorDatabase database) throws Exception {
    Path file = folder.resolve("things.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message Things {
              required int64 Id;
              optional binary Name (STRING);
              optional int64 At (TIMESTAMP(MICROS,true));
            }
            """);
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      writer.write(
          new SimpleGroup(schema)
              .append("Id", 1L)
              .append("Name", "one")
              .append("At", 1709210096123456L));
      writer.write(new SimpleGroup(schema).append("Id", 2L).append("Name", ""));
    }
    assertLoads(database, file);
  }

  @Test
  void theModeDecidesWhatBecomesOfARowThatIsThere(EmulatorDatabase database) throws Exception {
    Path first = Files.writeString(folder.resolve("first.csv"), "1,one,2024-02-29T12:34:56Z\n");
    assertThat(load(database, first).status()).isEqualTo(ExitStatus.SUCCEEDED);
    Path second =
        Files.writeString(
            folder.resolve("second.jsonl"), "{\"Id\":1,\"Name\":\"uno\"}\n{\"Id\":2}\n");

    CommandRun insert = load(database, second, "--mode=insert", "--maxFailures=1");
    assertThat(insert.status()).as(insert.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Id, Name FROM Things ORDER BY Id"))
        .containsExactly("[1, one]", "[2, null]");

    assertThat(load(database, second).status()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Name, `At` FROM Things WHERE Id = 1"))
        .as("insertOrUpdate leaves the columns that the file does not name")
        .containsExactly("[uno, 2024-02-29T12:34:56Z]");

    assertThat(load(database, second, "--mode=replace").status()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Name, `At` FROM Things WHERE Id = 1"))
        .containsExactly("[uno, null]");

    Path third = Files.writeString(folder.resolve("third.jsonl"), "{\"Id\":3,\"Name\":\"no\"}\n");
    CommandRun update = load(database, third, "--mode=update", "--maxFailures=1");
    assertThat(update.status()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Id FROM Things ORDER BY Id"))
        .containsExactly("[1]", "[2]");
  }
}
