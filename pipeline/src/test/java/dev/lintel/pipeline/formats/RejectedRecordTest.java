package dev.lintel.pipeline.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.ByteArray;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.ArrayText;
import dev.lintel.convert.BooleanText;
import dev.lintel.convert.BytesText;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.JsonStrings;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.ValueToJson;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.EscapeSequences;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.Partition;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class RejectedRecordTest {
  private static final Table TABLE =
      Table.builder()
          .setName("T")
          .setColumns(List.of(column("Id", Type.int64()), column("Name", Type.string())))
          .setPrimaryKey(List.of(KeyPart.ascending("Id")))
          .build();
  private static final Mutation ROW =
      Mutation.newInsertOrUpdateBuilder("T")
          .set("Name")
          .to((String) null)
          .set("Id")
          .to(Long.MAX_VALUE)
          .build();
  private static final RejectedRecordConverter CONVERTER =
      SerializableUtils.clone(
          RejectedRecordConverter.of(
              List.of(TABLE),
              Mutation.Op.INSERT_OR_UPDATE,
              new TextSettings(
                  CsvLayout.defaults()
                      .withDelimiter(';')
                      .withNullString("-")
                      .withHeader(CsvLayout.Header.FIRST_RECORD),
                  TextFormat.defaults(),
                  ImmutableList.of())));

  private static Column column(String name, Type type) {
    return Column.builder().setName(name).setType(type).setTypeName(type.toString()).build();
  }

  private static RejectedRecord rejected(RejectedRecord.Content content) {
    return new RejectedRecord(
        "T",
        "FAILED_PRECONDITION",
        "a \"reason\"",
        Optional.of(new SourcePosition("gs://b/f.csv", 3, 4)),
        content);
  }

  private static RejectedRecord.Text csv(String raw) {
    return new RejectedRecord.Text(new RawText(raw), RecordFormat.CSV, List.of("Name", "Id"));
  }

  private static RejectedRecord readBack(String line) {
    var reader = RejectedRecordReader.of("r.jsonl", new StringReader(line + "\n"));
    var row = (FileRecord.Row<RejectedRecord>) reader.next();
    assertThat(reader.hasNext()).isFalse();
    return row.row();
  }

  @Test
  void valuesComeBackAsTheSameMutation() {
    RejectedRecord rejected = rejected(new RejectedRecord.Values(ValueToJson.convert(ROW)));
    String line = RejectedRecordWriter.toLine(rejected);
    assertThat(line)
        .isEqualTo(
            "{\"table\":\"T\",\"errorCode\":\"FAILED_PRECONDITION\",\"message\":\"a"
                + " \\\"reason\\\"\",\"source\":{\"file\":\"gs://b/f.csv\",\"record\":3,\"line\":4},"
                + "\"record\":{\"Name\":null,\"Id\":\"9223372036854775807\"}}");
    assertThat(readBack(line)).isEqualTo(rejected);
    assertThat(CONVERTER.convert(readBack(line))).isEqualTo(ROW);
  }

  @Test
  void textComesBackAndIsReadAgainAsItsFileWas() {
    RejectedRecord rejected = rejected(csv("-;\"9223372036854775807\""));
    String line = RejectedRecordWriter.toLine(rejected);
    assertThat(line)
        .endsWith(
            "\"format\":\"csv\",\"columns\":[\"Name\",\"Id\"],"
                + "\"raw\":\"-;\\\"9223372036854775807\\\"\"}");
    assertThat(readBack(line)).isEqualTo(rejected);
    assertThat(CONVERTER.convert(readBack(line))).isEqualTo(ROW);
  }

  @Test
  void unquotedNullOfARejectedRecordStaysNull() {
    var converter =
        RejectedRecordConverter.of(
            List.of(TABLE), Mutation.Op.INSERT_OR_UPDATE, TextSettings.lossless());
    assertThat(converter.convert(rejected(csv("\\N,\"9223372036854775807\"")))).isEqualTo(ROW);
    assertThat(converter.convert(rejected(csv("\"\\N\",\"1\""))).asMap())
        .containsEntry("Name", Value.string("\\N"));
  }

  @Test
  void textThatSaysHowItIsReadIsReadSo_whateverTheOptionsAre() {
    var ofExport =
        new RejectedRecord.Text(
            new RawText("\\N,\"9223372036854775807\""),
            RecordFormat.CSV,
            List.of("Name", "Id"),
            Optional.of(TextSettings.lossless()));
    String line = RejectedRecordWriter.toLine(rejected(ofExport));
    assertThat(line)
        .contains(
            "\"readAs\":{\"columnDelimiter\":\",\",\"fieldQualifier\":\"\\\"\","
                + "\"unquotedNull\":\"\\\\N\"},");
    assertThat(readBack(line)).isEqualTo(rejected(ofExport));
    assertThat(CONVERTER.convert(readBack(line))).isEqualTo(ROW);

    var ofOptions =
        new RejectedRecord.Text(
            new RawText("?\t9223372036854775807"),
            RecordFormat.CSV,
            List.of("Name", "Id"),
            Optional.of(
                new TextSettings(
                    CsvLayout.defaults()
                        .withDelimiter('\t')
                        .withoutQualifier()
                        .withEscape('\\')
                        .withNullString("?")
                        .withSequences(EscapeSequences.MYSQL)
                        .withEmptyLines(CsvLayout.EmptyLines.OF_ONE_COLUMN),
                    TextFormat.defaults()
                        .withTimeZone(ZoneId.of("Europe/Berlin"))
                        .withBooleans(BooleanText.DIGITS)
                        .withBytes(BytesText.HEX)
                        .withJsonBytes(BytesText.HEX)
                        .withArrays(ArrayText.BRACES)
                        .withDateFormat("d.M.yyyy")
                        .withTimestampFormat("d.M.yyyy H:mm"),
                    ImmutableList.of())));
    line = RejectedRecordWriter.toLine(rejected(ofOptions));
    assertThat(readBack(line)).isEqualTo(rejected(ofOptions));
    assertThat(CONVERTER.convert(readBack(line))).isEqualTo(ROW);
  }

  @Test
  void textSaysWhichColumnsItsFieldsAre_andWhatItsFolderGives() {
    TextSettings settings =
        TextSettings.defaults()
            .withMapping(
                ColumnsSpec.parse("Name=title,-extra")
                    .mapping(
                        List.of(
                            new Partition("Id", "9223372036854775807", "Id=9223372036854775807")),
                        TextFormat.defaults()));
    String line =
        RejectedRecordWriter.toLine(
            rejected(
                new RejectedRecord.Text(
                    new RawText("x,n"),
                    RecordFormat.CSV,
                    List.of("extra", "title"),
                    Optional.of(settings))));
    assertThat(line).contains("\"columns\":\"Name=title,-extra,Id='9223372036854775807'\"}");
    assertThat(CONVERTER.convert(readBack(line)).asMap())
        .isEqualTo(Map.of("Name", Value.string("n"), "Id", Value.int64(Long.MAX_VALUE)));
    line =
        RejectedRecordWriter.toLine(
            rejected(
                new RejectedRecord.Text(
                    new RawText("{\"title\":null,\"extra\":1}"),
                    RecordFormat.JSONL,
                    List.of(),
                    Optional.of(settings))));
    assertThat(CONVERTER.convert(readBack(line))).isEqualTo(ROW);
    String wrong = line.replace("Name=title", "=title") + "\n";
    assertProblem(
        RejectedRecordReader.of("r.jsonl", new StringReader(wrong)).next(),
        "not a rejected record: its columns in readAs: the name of a column is expected at"
            + " character 1, before =title,-extra,Id='9223372036854775807'");
  }

  @Test
  void aJsonLineSaysHowItsDatesAndBytesAreWritten() {
    Table table =
        TABLE.toBuilder()
            .setColumns(List.of(column("Id", Type.timestamp()), column("Name", Type.bytes())))
            .build();
    var values =
        TextFormat.defaults()
            .withTimestampFormat("d.M.yyyy H:mm")
            .withTimeZone(ZoneId.of("Europe/Berlin"))
            .withJsonBytes(BytesText.HEX);
    RejectedRecord rejected =
        rejected(
            new RejectedRecord.Text(
                new RawText("{\"Id\":\"1.7.2024 12:00\",\"Name\":\"\\\\x6162\"}"),
                RecordFormat.JSONL,
                List.of(),
                Optional.of(TextSettings.defaults().withValues(values))));
    var converter =
        RejectedRecordConverter.of(List.of(table), Mutation.Op.INSERT, TextSettings.defaults());
    assertThat(converter.convert(readBack(RejectedRecordWriter.toLine(rejected))).asMap())
        .containsEntry("Id", Value.timestamp(Timestamp.parseTimestamp("2024-07-01T10:00:00Z")))
        .containsEntry("Name", Value.bytes(ByteArray.copyFrom("ab")));
  }

  @Test
  void jsonLineComesBackAndIsReadAgain() {
    RejectedRecord rejected =
        rejected(
            new RejectedRecord.Text(
                new RawText("{\"Name\":null,\"Id\":9223372036854775807}"),
                RecordFormat.JSONL,
                List.of()));
    RejectedRecord back = readBack(RejectedRecordWriter.toLine(rejected));
    assertThat(back).isEqualTo(rejected);
    assertThat(CONVERTER.convert(back)).isEqualTo(ROW);
  }

  @Test
  void aJsonLineSaysWhatItsStringsAre_andARecordAlwaysHoldsTextsOfDocuments() {
    Table table = TABLE.toBuilder().setColumns(List.of(column("Id", Type.json()))).build();
    var converter =
        RejectedRecordConverter.of(
            List.of(table),
            Mutation.Op.INSERT,
            TextSettings.defaults().withJsonStrings(JsonStrings.VALUE));
    RawText raw = new RawText("{\"Id\":\"1\"}");
    for (JsonStrings strings : JsonStrings.values()) {
      RejectedRecord rejected =
          rejected(
              new RejectedRecord.Text(
                  raw,
                  RecordFormat.JSONL,
                  List.of(),
                  Optional.of(TextSettings.defaults().withJsonStrings(strings))));
      String line = RejectedRecordWriter.toLine(rejected);
      assertThat(line)
          .contains(
              "\"readAs\":{\"jsonStrings\":\"%s\"}".formatted(Ascii.toLowerCase(strings.name())));
      assertThat(readBack(line)).isEqualTo(rejected);
      assertThat(converter.convert(readBack(line)).asMap())
          .containsEntry("Id", Value.json(strings == JsonStrings.VALUE ? "\"1\"" : "1"));
    }
    Mutation row = Mutation.newInsertBuilder("T").set("Id").to(Value.json("1")).build();
    String line =
        RejectedRecordWriter.toLine(rejected(new RejectedRecord.Values(ValueToJson.convert(row))));
    assertThat(converter.convert(readBack(line))).isEqualTo(row);
  }

  @Test
  void bytesThatAreNotUtf8ComeBackAsTheyWere() {
    byte[] bytes = "caf\u00e9;1".getBytes(ISO_8859_1);
    RejectedRecord rejected =
        rejected(
            new RejectedRecord.Text(RawText.of(bytes), RecordFormat.CSV, List.of("Name", "Id")));
    String line = RejectedRecordWriter.toLine(rejected);
    assertThat(line).contains("\"rawBase64\":\"Y2Fm6Tsx\"").doesNotContain("\"raw\":");
    RejectedRecord back = readBack(line);
    assertThat(((RejectedRecord.Text) back.content()).raw().bytes()).isEqualTo(bytes);
    assertThatThrownBy(() -> CONVERTER.convert(back))
        .isInstanceOf(ConversionException.class)
        .hasMessage("not valid UTF-8");
  }

  @Test
  void valuesWithBytesThatAreNotUtf8AreRejectedAgain_whereverTheyAre() {
    Table table =
        TABLE.toBuilder()
            .setColumns(
                List.of(
                    column("Id", Type.int64()),
                    column("Name", Type.string()),
                    column("Names", Type.array(Type.string())),
                    column("Doc", Type.json())))
            .build();
    var converter =
        RejectedRecordConverter.of(List.of(table), Mutation.Op.INSERT, TextSettings.defaults());
    for (String values :
        List.of(
            "{'Id':'1','Name':'caf\uDCE9'}",
            "{'Id':'1','Names':['caf\uDCE9',null]}",
            "{'Id':'1','Doc':{'a':['caf\uDCE9']}}",
            "{'Id':'1','Doc':{'caf\uDCE9':1}}")) {
      var record = (ObjectNode) json(values);
      RejectedRecord rejected = rejected(RejectedRecord.contentOf(record));
      String line = RejectedRecordWriter.toLine(rejected);
      assertThat(json(line).path("rawBase64").textValue())
          .isEqualTo(
              Base64.getEncoder()
                  .encodeToString(
                      values.replace('\'', '"').replace('\uDCE9', 'é').getBytes(ISO_8859_1)));
      assertThat(readBack(line)).isEqualTo(rejected);
      assertThatThrownBy(() -> converter.convert(readBack(line)))
          .isInstanceOf(ConversionException.class)
          .hasMessage("not valid UTF-8");
      var corrected = (ObjectNode) json(values.replace('\uDCE9', 'é'));
      assertThat(RejectedRecord.contentOf(corrected))
          .isEqualTo(new RejectedRecord.Values(corrected));
    }
  }

  private static JsonNode json(String text) {
    try {
      return StrictJson.parse(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void correctedLineIsConverted() {
    String line = RejectedRecordWriter.toLine(rejected(csv("n;one"))).replace("n;one", "n;1");
    assertThat(CONVERTER.convert(readBack(line)).asMap()).containsEntry("Id", Value.int64(1));
  }

  @Test
  void recordThatIsStillBadIsRejectedAgain() {
    assertConversionFails(csv("n;one"), "Column Id (INT64): not an integer, got \"one\"");
    assertConversionFails(csv("n"), "1 fields, but the file has 2 columns");
    assertConversionFails(csv("n;1\nm;2"), "more than one record");
    assertConversionFails(csv(""), "an empty record");
    assertConversionFails(
        new RejectedRecord.Text(new RawText("a;1"), RecordFormat.CSV, List.of("X", "Id")),
        "table T has no column X");
    RejectedRecord unknown = new RejectedRecord("Nope", "", "", Optional.empty(), csv("n;1"));
    assertThatThrownBy(() -> CONVERTER.convert(unknown))
        .isInstanceOf(ConversionException.class)
        .hasMessage("there is no table Nope");
  }

  private static void assertConversionFails(RejectedRecord.Content content, String message) {
    assertThatThrownBy(() -> CONVERTER.convert(rejected(content)))
        .isInstanceOf(ConversionException.class)
        .hasMessage(message);
  }

  @Test
  void lineThatIsNoRejectedRecordIsMalformed() {
    var reader =
        RejectedRecordReader.of(
            "r.jsonl",
            new StringReader(
                """
                {"Id": 1}
                {"table": "T"}
                {"table": "T", "raw": "x", "format": "avro"}
                {"table": "T", "raw": "x", "format": "csv", "readAs": {"nullstring": "-"}}
                {"table": "T", "raw": "x", "format": "csv", "readAs": {"columnDelimiter": ""}}
                {"table": "T", "raw": "x", "format": "csv", "readAs": {"dateFormat": "gibberish"}}
                oops
                {"table": "T", "raw": "x", "format": "csv"}
                """));
    assertProblem(reader.next(), "not a rejected record: it has no text named table");
    assertProblem(reader.next(), "not a rejected record: it has no record, raw or rawBase64");
    assertProblem(reader.next(), "not a rejected record: its format is not one of csv, jsonl");
    assertProblem(
        reader.next(),
        "not a rejected record: its readAs has nullstring, which is not a text of one of these"
            + " names: columnDelimiter, fieldQualifier, escape, nullString, dateFormat,"
            + " timestampFormat, timeZone, booleans, bytes, arrays, escapeSequences, emptyLines,"
            + " jsonStrings, unquotedNull, columns, trailingDelimiter, fieldRules, rules");
    assertProblem(
        reader.next(), "not a rejected record: its columnDelimiter in readAs is not one character");
    assertThat(((FileRecord.Malformed<RejectedRecord>) reader.next()).problem())
        .startsWith("not a rejected record: ");
    assertThat(((FileRecord.Malformed<RejectedRecord>) reader.next()).problem())
        .startsWith("not JSON: ");
    assertThat(reader.next()).isInstanceOf(FileRecord.Row.class);
    assertThat(reader.hasNext()).isFalse();
  }

  private static void assertProblem(FileRecord<RejectedRecord> record, String problem) {
    assertThat(((FileRecord.Malformed<RejectedRecord>) record).problem()).isEqualTo(problem);
    assertThat(record.raw()).isPresent();
  }
}
