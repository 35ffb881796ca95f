package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.BytesText;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextRowConverter;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

/** The texts are what the programs write with their defaults. */
class CsvDialectTest {
  private static final Table TABLE =
      Table.builder()
          .setName("T")
          .setColumns(
              List.of(
                  column("id", Type.int64()),
                  column("s", Type.string()),
                  column("b", Type.bool()),
                  column("y", Type.bytes()),
                  column("ts", Type.timestamp()),
                  column("a", Type.array(Type.string()))))
          .setPrimaryKey(List.of(KeyPart.ascending("id")))
          .build();
  private static final List<String> COLUMNS =
      TABLE.getColumns().stream().map(Column::getName).toList();
  private static final Value TIMESTAMP =
      Value.timestamp(Timestamp.parseTimestamp("2024-02-29T12:34:56.5Z"));

  private static Column column(String name, Type type) {
    return Column.builder().setName(name).setType(type).setTypeName(type.toString()).build();
  }

  private static TextFileOptions options(String... arguments) {
    return PipelineOptionsFactory.fromArgs(arguments).as(TextFileOptions.class);
  }

  private static List<Map<String, Value>> rows(String text, String... arguments) {
    var problems = new Problems();
    CsvLayout layout = TextOptions.layout(options(arguments), problems);
    var converter =
        TextRowConverter.of(
            TABLE, COLUMNS, Mutation.Op.INSERT, TextOptions.format(options(arguments), problems));
    var rows = new ArrayList<Map<String, Value>>();
    CsvReader.of("f", new StringReader(text), layout, COLUMNS)
        .forEachRemaining(
            record ->
                rows.add(converter.convert(((FileRecord.Row<List<String>>) record).row()).asMap()));
    assertThat(problems.lines()).isEmpty();
    return rows;
  }

  private static Value bytes(int... bytes) {
    var copy = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      copy[i] = (byte) bytes[i];
    }
    return Value.bytes(ByteArray.copyFrom(copy));
  }

  private static Value strings(String... elements) {
    return Value.stringArray(Arrays.asList(elements));
  }

  private static void assertNullsAndEmptyTexts(List<Map<String, Value>> rows) {
    assertThat(rows.get(1).get("s").isNull()).isTrue();
    assertThat(rows.get(1).get("ts").isNull()).isTrue();
    assertThat(rows.get(1).get("a").isNull()).isTrue();
    assertThat(rows.get(2)).containsEntry("s", Value.string(""));
  }

  @Test
  void google() {
    List<Map<String, Value>> rows =
        rows(
            """
            1,x,1,QQ==,1700000000000000,"[""a""]",
            2,,0,,2024-02-29 12:34:56,
            3,""
            4,"NULL",-1,NULL,,NULL
            """,
            "--csvDialect=google",
            "--nullString=NULL",
            "--timestampFormat=yyyy-MM-dd HH:mm:ss");
    assertThat(rows.get(0))
        .containsEntry("s", Value.string("x"))
        .containsEntry("b", Value.bool(true))
        .containsEntry("y", bytes('A'))
        .containsEntry("ts", Value.timestamp(Timestamp.parseTimestamp("2023-11-14T22:13:20Z")))
        .containsEntry("a", strings("a"));
    assertThat(rows.get(1))
        .containsEntry("s", Value.string(null))
        .containsEntry("b", Value.bool(false))
        .containsEntry("y", Value.bytes(null))
        .containsEntry("ts", Value.timestamp(Timestamp.parseTimestamp("2024-02-29T12:34:56Z")));
    assertThat(rows.get(2).values().stream().filter(value -> !value.isNull())).hasSize(1);
    assertThat(rows.get(3))
        .containsEntry("s", Value.string(null))
        .containsEntry("b", Value.bool(true))
        .containsEntry("y", Value.bytes(null));
  }

  @Test
  void googleTakesATrailingDelimiterOnlyIfItMayBeThere() {
    var problems = new Problems();
    var none = options("--csvDialect=google", "--trailingDelimiter=false");
    List<FileRecord<List<String>>> records = new ArrayList<>();
    CsvReader.of(
            "f",
            new StringReader("1,a,,,,,\n1,a,,,,,x\n"),
            TextOptions.layout(none, problems),
            COLUMNS)
        .forEachRemaining(records::add);
    assertThat(records).allMatch(record -> record instanceof FileRecord.Malformed);
    assertThat(rows("1,a,,,,,\n", "--csvDialect=google")).hasSize(1);
    assertThat(rows("1,a,,,,,\n", "--trailingDelimiter=true")).hasSize(1);
  }

  @Test
  void aNullStringAfterTheLastColumnIsAFieldTooMany() {
    List<FileRecord<List<String>>> records = new ArrayList<>();
    CsvReader.of(
            "f",
            new StringReader("1,a,,,,,NULL\n1,a,,,,,\n"),
            TextOptions.layout(options("--csvDialect=google", "--nullString=NULL"), new Problems()),
            COLUMNS)
        .forEachRemaining(records::add);
    assertThat(records.get(0)).isInstanceOf(FileRecord.Malformed.class);
    assertThat(records.get(1)).isInstanceOf(FileRecord.Row.class);
  }

  @Test
  void postgresqlText() {
    List<Map<String, Value>> rows =
        rows(
            """
            1\tx\\\\N\\v\\b\tt\t\\\\x0041ff\t2024-02-29 12:34:56.5\t{a,NULL,"b, c","","NULL","q\\\\"x","back\\\\\\\\slash"}
            2\t\\N\t\\N\t\\N\t\\N\t\\N
            3\t\tf\t\\N\t2024-02-29 13:34:56.5+01\t{}
            4\t\\\\N\tf\t\\N\t\\N\t\\N
            """,
            "--csvDialect=postgresql-text");
    assertThat(rows.get(0))
        .containsEntry("s", Value.string("x\\N\u000B\b"))
        .containsEntry("b", Value.bool(true))
        .containsEntry("y", bytes(0, 0x41, 0xFF))
        .containsEntry("ts", TIMESTAMP)
        .containsEntry("a", strings("a", null, "b, c", "", "NULL", "q\"x", "back\\slash"));
    assertNullsAndEmptyTexts(rows);
    assertThat(rows.get(2)).containsEntry("ts", TIMESTAMP).containsEntry("a", strings());
    assertThat(rows.get(3)).containsEntry("s", Value.string("\\N"));
  }

  @Test
  void postgresqlCsv() {
    List<Map<String, Value>> rows =
        rows(
            """
            1,x\\N,t,\\x0041ff,2024-02-29 12:34:56.5,"{a,NULL,""b, c"",\"\"\"\",""q\\""x""}"
            2,,,,,
            3,"",f,,,{}
            4,\\N,f,,,
            """,
            "--csvDialect=postgresql-csv");
    assertThat(rows.get(0))
        .containsEntry("s", Value.string("x\\N"))
        .containsEntry("y", bytes(0, 0x41, 0xFF))
        .containsEntry("ts", TIMESTAMP)
        .containsEntry("a", strings("a", null, "b, c", "", "q\"x"));
    assertNullsAndEmptyTexts(rows);
    assertThat(rows.get(3)).containsEntry("s", Value.string("\\N"));
  }

  @Test
  void mysql() {
    List<String> lines =
        List.of(
            "1\tit's \"q\" \\\\ a\\\nb\\\tc\rd\\0\\Z\t1\tabcd\t2024-02-29 12:34:56.500000\t[\"a\"]",
            "2\t\\N\t\\N\t\\N\t\\N\t\\N",
            "3\t\t0\t\t\\N\t\\N",
            "4\t\\\\N\t0\t\t\\N\t\\N\r\n");
    String text = String.join("\n", lines);
    List<Map<String, Value>> rows = rows(text, "--csvDialect=mysql", "--timeZone=UTC");
    assertThat(rows.get(0))
        .containsEntry("s", Value.string("it's \"q\" \\ a\nb\tc\rd\0\u001A"))
        .containsEntry("b", Value.bool(true))
        .containsEntry("y", bytes('a', 'b', 'c', 'd'))
        .containsEntry("ts", TIMESTAMP)
        .containsEntry("a", strings("a"));
    assertNullsAndEmptyTexts(rows);
    assertThat(rows.get(3)).containsEntry("s", Value.string("\\N"));
    assertThat(
            rows(
                    "1,\"\\'\\\"\\N,\",0,\"\",\\N,\\N\n",
                    "--csvDialect=mysql",
                    "--columnDelimiter=,",
                    "--fieldQualifier=\"")
                .get(0))
        .containsEntry("s", Value.string("'\"N,"));
  }

  @Test
  void spark() {
    List<Map<String, Value>> rows =
        rows(
            """
            1,"a\\\\,\\"b",true,QQ==,2024-02-29T12:34:56.500Z,"[\\"a\\", null]"
            2,,,,,
            3,"",false,,2024-02-29T12:34:56.5,
            4,a\\b\\n,,,,
            """,
            "--csvDialect=spark");
    assertThat(rows.get(0))
        .containsEntry("s", Value.string("a\\,\"b"))
        .containsEntry("ts", TIMESTAMP)
        .containsEntry("a", strings("a", null));
    assertNullsAndEmptyTexts(rows);
    assertThat(rows.get(2)).containsEntry("ts", TIMESTAMP);
    assertThat(rows.get(3)).containsEntry("s", Value.string("a\\b\\n"));
  }

  @Test
  void duckdb() {
    List<Map<String, Value>> rows =
        rows(
            """
            id,s,b,y,ts,a
            1,x,true,\\x00a\\xFF\\x5C,2024-02-29 12:34:56.5,"[a, NULL, 'b, c', '', 'it\\'s', 'q""x', back\\slash]"
            2,,,,,
            3,"",false,,2024-02-29 12:34:56.5+00,[]
            """,
            "--csvDialect=duckdb");
    assertThat(rows.get(0))
        .containsEntry("s", Value.string("x"))
        .containsEntry("y", bytes(0, 'a', 0xFF, '\\'))
        .containsEntry("ts", TIMESTAMP)
        .containsEntry("a", strings("a", null, "b, c", "", "it's", "q\"x", "back\\slash"));
    assertNullsAndEmptyTexts(rows);
    assertThat(rows.get(2)).containsEntry("ts", TIMESTAMP).containsEntry("a", strings());
  }

  @Test
  void optionsOverrideTheDialect() {
    List<Map<String, Value>> rows =
        rows(
            "1;;TRUE;;2024-02-29 13:34:56.5;\n2;-;;;;\n",
            "--csvDialect=excel",
            "--hasHeader=false",
            "--columnDelimiter=;",
            "--nullString=-",
            "--timeZone=Europe/Berlin");
    assertThat(rows.get(0))
        .containsEntry("s", Value.string(""))
        .containsEntry("b", Value.bool(true))
        .containsEntry("ts", TIMESTAMP);
    assertThat(rows.get(1).get("s").isNull()).isTrue();
    CsvLayout unescaped =
        TextOptions.layout(
            options("--csvDialect=postgresql-text", "--escape=", "--fieldQualifier='"),
            new Problems());
    assertThat(unescaped.escape()).isNull();
    assertThat(unescaped.qualifier()).isEqualTo('\'');
    TextFormat hex =
        TextOptions.format(options("--csvDialect=duckdb", "--bytesFormat=hex"), new Problems());
    assertThat(List.of(hex.bytes(), hex.jsonBytes())).containsOnly(BytesText.HEX);
    assertThat(TextOptions.format(options("--csvDialect=duckdb"), new Problems()).jsonBytes())
        .as("a dialect is of CSV")
        .isEqualTo(BytesText.BASE64);
  }

  @Test
  void plainIsTheDefault() {
    assertThat(TextOptions.layout(options(), new Problems())).isEqualTo(CsvLayout.defaults());
    assertThat(TextOptions.format(options(), new Problems())).isEqualTo(TextFormat.defaults());
  }

  @Test
  void badZonesAndEqualCharactersAreProblems() {
    var problems = new Problems();
    TextOptions.layout(options("--columnDelimiter=\""), problems);
    TextOptions.format(options("--timeZone=Mars"), problems);
    assertThat(problems.lines()).hasSize(2);
    assertThat(problems.lines().get(1))
        .startsWith("--timeZone: not a zone such as Europe/Berlin, UTC or +02:00: ");
  }

  @Test
  void thePageHasTheTableOfWhatEachDialectSets() throws IOException {
    assertThat(Files.readString(Path.of("../docs/text-files.md"))).contains(CsvDialectHelp.table());
    assertThat(new CsvDialect.Values().list())
        .hasSameSizeAs(CsvDialect.values())
        .allSatisfy(choice -> assertThat(choice.description()).contains("delimiter", "null"));
  }
}
