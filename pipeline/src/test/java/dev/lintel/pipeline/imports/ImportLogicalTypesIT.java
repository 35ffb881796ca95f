package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parquet as other programs write it: what a column means decides where it is written. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Wrong (Id INT64 NOT NULL, Seen TIMESTAMP, Day INT64, Doc STRING(MAX))
        PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Fits (Id INT64 NOT NULL, Seen TIMESTAMP, Day STRING(MAX), Doc JSON,
        Docs ARRAY<JSON>, U64 INT64, Whole INT64) PRIMARY KEY (Id)
      """
    })
class ImportLogicalTypesIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ImportLogicalTypesIT(EmulatorDatabase database) {
    this.database = database;
  }

  private static Group row(MessageType schema, long id) {
    Group row = new SimpleGroup(schema);
    row.append("Id", id).append("Seen", 1_709_210_096L).append("Day", 19_782);
    row.addGroup("Doc").append("x", 1).append("y", "z");
    return row;
  }

  private Path write(MessageType schema, Group... rows) throws IOException {
    Path path = folder.resolve("rows.parquet");
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
    return path;
  }

  @Test
  void whatNoRecordCouldBeWrittenAsIsRefusedWithTheWayOut() throws Exception {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message R {
              required int64 Id;
              optional int64 Seen;
              optional int32 Day (DATE);
              optional group Doc { optional int32 x; optional binary y (STRING); }
            }
            """);
    Path file = write(schema, row(schema, 1));
    CommandRun run = CommandRun.on(database, "import", "--input=" + file, "--tableName=Wrong");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err())
        .contains("3 problems", "nothing was done")
        .contains(
            file
                + ": column Seen is TIMESTAMP, but the file has an integer in it (INT64);"
                + " --timestampUnit=seconds|millis|micros|nanos says what it counts since 1970",
            file
                + ": column Day is INT64, but the file has a date in it (INT32 DATE); it can be"
                + " written to a column of the type DATE, or STRING (as text like 2024-02-29)",
            file + ": column Doc is STRING(MAX), but the file has nested data in it (record); ");
    assertThat(Rows.of(database, "SELECT * FROM Wrong")).isEmpty();

    Path csv = Files.writeString(folder.resolve("rows.csv"), "1,,,\n");
    run =
        CommandRun.on(
            database, "import", "--input=" + csv, "--tableName=Wrong", "--timestampUnit=nanos");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err())
        .contains("--timestampUnit is for Avro and Parquet, and there is no such file");
  }

  @Test
  void whatDependsOnTheValueIsARejectedRecord() throws Exception {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message R {
              required int64 Id;
              optional int64 Seen;
              optional int32 Day (DATE);
              optional group Doc { optional int32 x; optional binary y (STRING); }
              optional group Docs (LIST) {
                repeated group list { optional group element { optional int32 x; } }
              }
              optional int64 U64 (INTEGER(64,false));
              optional double Whole;
            }
            """);
    Group good = row(schema, 1);
    good.addGroup("Docs").addGroup("list").addGroup("element").append("x", 1);
    good.append("U64", 7L).append("Whole", 1e2);
    Group bad = row(schema, 2).append("U64", -1L).append("Whole", 1.0);
    CommandRun run =
        CommandRun.on(
            database,
            "import",
            "--input=" + write(schema, good, bad),
            "--tableName=Fits",
            "--timestampUnit=seconds",
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--maxFailures=1");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT * FROM Fits"))
        .containsExactly(
            "[1, 2024-02-29T12:34:56Z, 2024-02-29, {\"x\":1,\"y\":\"z\"}, [{\"x\":1}], 7, 100]");
    try (var files = Files.list(folder.resolve("rejected"))) {
      assertThat(Files.readString(files.findFirst().orElseThrow()))
          .contains("Column U64 (INT64): not a 64-bit integer, got \\\"18446744073709551615\\\"")
          .contains(
              "\"record\":{\"Id\":\"2\",\"Seen\":\"2024-02-29T12:34:56Z\",\"Day\":\"2024-02-29\","
                  + "\"Doc\":\"{\\\"x\\\":1,\\\"y\\\":\\\"z\\\"}\",\"Docs\":null,"
                  + "\"U64\":\"18446744073709551615\",\"Whole\":\"1\"}");
    }
  }
}
