package dev.lintel.pipeline.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.files.avro.ForeignCodecs;
import dev.lintel.pipeline.files.avro.ParquetSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NullType;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files with structures, codecs and calendars of other writers. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Albums (Id INT64 NOT NULL, Tags ARRAY<STRING(MAX)>) PRIMARY KEY (Id)",
      "CREATE TABLE Tombs (Id INT64 NOT NULL, Dug DATE, `At` TIMESTAMP) PRIMARY KEY (Id)"
    })
class ImportParquetIT {
  private static final MessageType ALBUMS =
      MessageTypeParser.parseMessageType(
          "message m { required int64 Id; repeated binary Tags (STRING); }");
  private static final MessageType TOMBS =
      MessageTypeParser.parseMessageType(
          "message m { required int64 Id; required int32 Dug (DATE); required int96 At; }");

  /** 1500-01-01 of the Julian calendar. */
  private static final int DAY = -171_655;

  @TempDir private Path folder;

  private void write(String name, MessageType schema, CompressionCodecName codec, Group row)
      throws IOException {
    ParquetSamples.write(
        folder.resolve(name),
        schema,
        Map.of(
            "org.apache.spark.version", "3.5.7",
            "org.apache.spark.legacyDateTime", "",
            "org.apache.spark.legacyINT96", ""),
        codec,
        new ForeignCodecs(),
        List.of(row));
  }

  private static Group album() {
    return new SimpleGroup(ALBUMS).append("Id", 1L).append("Tags", "a").append("Tags", "b");
  }

  private static Group tomb() {
    byte[] at =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(1_000)
            .putInt(DAY + 2_440_588)
            .array();
    return new SimpleGroup(TOMBS)
        .append("Id", 1L)
        .append("Dug", DAY)
        .append("At", Binary.fromConstantByteArray(at));
  }

  @Test
  void areReadAsTheirWritersMeantThem(EmulatorDatabase database) throws Exception {
    write("Albums.parquet", ALBUMS, CompressionCodecName.BROTLI, album());
    write("Tombs.parquet", TOMBS, CompressionCodecName.LZ4, tomb());

    CommandRun run = CommandRun.on(database, "import", "--inputDir=" + folder);

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Id, Tags FROM Albums")).containsExactly("[1, [a, b]]");
    assertThat(Rows.of(database, "SELECT Id, Dug, `At` FROM Tombs"))
        .containsExactly("[1, 1500-01-01, 1500-01-01T00:00:00.000001000Z]");
  }

  /**
   * As Arrow writes a column without a type, and as programs that do not check strings write
   * Latin-1.
   */
  @Test
  void aColumnOfNullsFits_andAStringThatIsNotUtf8IsRejected(EmulatorDatabase database)
      throws Exception {
    MessageType nulls =
        MessageTypeParser.parseMessageType("message m { required int64 Id; optional int32 Tags; }");
    Group untagged = new SimpleGroup(nulls).append("Id", 2L);
    ParquetSamples.write(folder.resolve("Albums-1.parquet"), nulls, List.of(untagged));
    ParquetSamples.changeFooter(
        folder.resolve("Albums-1.parquet"),
        footer -> footer.getSchema().get(2).setLogicalType(LogicalType.UNKNOWN(new NullType())));
    Binary latin1 = Binary.fromConstantByteArray(new byte[] {'c', 'a', 'f', (byte) 0xE9});
    write("Albums-2.parquet", ALBUMS, CompressionCodecName.SNAPPY, album().append("Tags", latin1));
    Path rejected = folder.resolve("rejected");

    CommandRun run =
        CommandRun.on(
            database,
            "import",
            "--input=" + folder.resolve("Albums-*.parquet"),
            "--tableName=Albums",
            "--invalidOutputPath=" + rejected,
            "--maxFailures=1");

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Id, Tags FROM Albums")).containsExactly("[2, null]");
    JsonNode line = onlyLine(rejected);
    assertThat(line.path("message").textValue())
        .contains("Column Tags (ARRAY<STRING(MAX)>): not valid UTF-8", "caf\\xE9");
    assertThat(line.has("record")).isFalse();
    assertThat(line.path("rawBase64").binaryValue())
        .isEqualTo("{\"Id\":\"1\",\"Tags\":[\"a\",\"b\",\"café\"]}".getBytes(ISO_8859_1));

    CommandRun again =
        CommandRun.on(
            database,
            "import",
            "--inputDir=" + rejected,
            "--format=rejected",
            "--invalidOutputPath=" + folder.resolve("again"),
            "--maxFailures=1");

    assertThat(again.status()).as(again.out() + again.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Id FROM Albums")).containsExactly("[2]");
    JsonNode lineAgain = onlyLine(folder.resolve("again"));
    assertThat(lineAgain.path("message").textValue()).isEqualTo("not valid UTF-8");
    assertThat(lineAgain.path("rawBase64")).isEqualTo(line.path("rawBase64"));
  }

  private static JsonNode onlyLine(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return new ObjectMapper().readTree(Files.readString(files.findFirst().orElseThrow()));
    }
  }

  @Test
  void aCodecThatCannotBeReadIsReportedForEveryFileBeforeAnythingIsWritten(
      EmulatorDatabase database) throws Exception {
    write("Albums.parquet", ALBUMS, CompressionCodecName.SNAPPY, album());
    write("Tombs-1.parquet", TOMBS, CompressionCodecName.LZO, tomb());
    write("Tombs-2.parquet", TOMBS, CompressionCodecName.LZO, tomb());

    CommandRun.on(database, "import", "--inputDir=" + folder)
        .assertRefused(
            "Tombs-1.parquet cannot be read: its pages are compressed with LZO",
            "Tombs-2.parquet cannot be read: its pages are compressed with LZO");
  }
}
