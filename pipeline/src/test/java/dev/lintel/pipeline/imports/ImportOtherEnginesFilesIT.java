package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of docs/inspect-cases.md, which are easily read wrong, where they are to be had. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Unsigned (id INT64 NOT NULL, u32 INT64, u64 NUMERIC, a ARRAY<STRING(MAX)>,
        au ARRAY<INT64>) PRIMARY KEY (id)
      """,
      "CREATE TABLE Framed (id INT64 NOT NULL, s STRING(MAX)) PRIMARY KEY (id)",
      """
      CREATE TABLE Dates (id INT64 NOT NULL, d STRING(MAX), ts STRING(MAX), t STRING(MAX),
        tz STRING(MAX)) PRIMARY KEY (id)
      """,
      """
      CREATE TABLE AvroTypes (id INT64 NOT NULL, d STRING(MAX), ts STRING(MAX), tm STRING(MAX),
        num NUMERIC, u STRING(MAX), bo BOOL, byt BYTES(MAX), fl FLOAT32) PRIMARY KEY (id)
      """,
      "CREATE TABLE Legacy (id INT64 NOT NULL, d DATE, ts TIMESTAMP) PRIMARY KEY (id)",
      "CREATE TABLE Brotli (id INT64 NOT NULL) PRIMARY KEY (id)",
      "CREATE TABLE Xz (id INT64 NOT NULL, txt STRING(MAX)) PRIMARY KEY (id)",
      "CREATE TABLE A (id INT64 NOT NULL, t STRING(MAX)) PRIMARY KEY (id)",
      "CREATE TABLE B (id INT64 NOT NULL, t STRING(MAX)) PRIMARY KEY (id)",
      "CREATE TABLE Bare (id INT64 NOT NULL, tags ARRAY<STRING(MAX)>) PRIMARY KEY (id)",
      "CREATE TABLE Json (id INT64 NOT NULL, j JSON) PRIMARY KEY (id)",
      """
      CREATE TABLE Nested (id INT64 NOT NULL, u8 INT64, u16 INT64, u32 INT64, u64 NUMERIC, i8 INT64,
        m JSON, s JSON, ll JSON, ls JSON, iv STRING(MAX), t STRING(MAX), h FLOAT64, f4 FLOAT32)
        PRIMARY KEY (id)
      """,
      "CREATE TABLE Hive (id INT64 NOT NULL, txt STRING(MAX), year INT64) PRIMARY KEY (id)",
      "CREATE TABLE Nan (id INT64 NOT NULL, f FLOAT64) PRIMARY KEY (id)",
      "CREATE TABLE Copied (id INT64 NOT NULL, s STRING(MAX)) PRIMARY KEY (id)",
      "CREATE TABLE QuotedNulls (id INT64 NOT NULL, s STRING(MAX)) PRIMARY KEY (id)",
      "CREATE TABLE Zoneless (id INT64 NOT NULL, ts TIMESTAMP) PRIMARY KEY (id)",
      """
      CREATE TABLE Rejected (id INT64 NOT NULL, d DATE, s STRING(MAX), n NUMERIC) PRIMARY KEY (id)
      """,
      "CREATE TABLE Intervals (id INT64 NOT NULL, ts TIMESTAMP) PRIMARY KEY (id)",
      "CREATE TABLE Durations (id INT64 NOT NULL, ts TIMESTAMP) PRIMARY KEY (id)",
      """
      CREATE TABLE Arrow (id INT64 NOT NULL, u8 INT64, s STRING(MAX), dict STRING(MAX),
        bin BYTES(MAX), f32 FLOAT32, f64 FLOAT64, b BOOL, d DATE, tss TIMESTAMP, tsm TIMESTAMP,
        tsu TIMESTAMP, tsn TIMESTAMP, tsz TIMESTAMP, tm INT64, l ARRAY<STRING(MAX)>)
        PRIMARY KEY (id)
      """
    })
class ImportOtherEnginesFilesIT {
  private static final Path FILES =
      Path.of("../../shared/cases/files").toAbsolutePath().normalize();

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ImportOtherEnginesFilesIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void findFiles() {
    assumeTrue(Files.isDirectory(FILES), "the files of other engines are not here");
  }

  /** An import of each file into its table. */
  private String manifest(Map<String, String> files) throws IOException {
    String tables =
        files.entrySet().stream()
            .map(
                entry ->
                    "{\"table_name\": \"%s\", \"file_patterns\": [\"%s\"]}"
                        .formatted(entry.getKey(), FILES.resolve(entry.getValue())))
            .sorted()
            .collect(Collectors.joining(", "));
    return "--importManifest="
        + Files.writeString(
            folder.resolve("manifest.json"), "{\"tables\": [%s]}".formatted(tables));
  }

  private List<String> rows(String query) throws InterruptedException {
    return Rows.of(database, query);
  }

  @Test
  void filesWithTypesAreReadAsTheirWritersMeantThem() throws Exception {
    String manifest =
        manifest(
            Map.ofEntries(
                Map.entry("Unsigned", "unsigned.parquet"),
                Map.entry("Framed", "snappy/T.csv.snappy"),
                Map.entry("Dates", "dates.parquet"),
                Map.entry("AvroTypes", "dates.avro"),
                Map.entry("Legacy", "spark-legacy-1500.parquet"),
                Map.entry("Brotli", "brotli.parquet"),
                Map.entry("Xz", "xz.avro"),
                Map.entry("A", "two/A.parquet"),
                Map.entry("B", "two/B.parquet"),
                Map.entry("Bare", "bare.parquet"),
                Map.entry("Json", "json.parquet"),
                Map.entry("Nested", "nested.parquet"),
                Map.entry("Hive", "hive/**"),
                Map.entry("Nan", "nan.jsonl")));

    CommandRun run = CommandRun.on(database, "import", manifest);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(rows("SELECT * FROM Unsigned"))
        .containsExactly("[1, 4294967295, 9223372036854775808, [a], [4294967295]]");
    assertThat(rows("SELECT * FROM Framed ORDER BY id"))
        .containsExactly("[1, one]", "[2, two]", "[3, three]");
    assertThat(rows("SELECT * FROM Dates"))
        .containsExactly(
            "[1, 2024-02-29, 2024-02-29T12:34:56.5Z, 12:34:56.789, 2024-02-29T12:34:56Z]");
    assertThat(rows("SELECT * EXCEPT (byt), TO_HEX(byt) FROM AvroTypes"))
        .containsExactly(
            "[1, 2024-02-29, 2024-02-29T12:34:56.5Z, 2024-02-29T12:34:56.5Z, 123.45,"
                + " 00112233-4455-6677-8899-aabbccddeeff, true, 0.1, 0102]");
    assertThat(rows("SELECT * FROM Legacy"))
        .containsExactly("[1, 1500-01-01, 1500-01-01T00:00:00Z]");
    assertThat(rows("SELECT * FROM Brotli")).containsExactly("[1]");
    assertThat(rows("SELECT id, txt FROM Xz ORDER BY id"))
        .containsExactly(
            "[1, say \"hi\", ok]",
            "[2, line1\nline2\r\nback\\slash]",
            "[3, null]",
            "[4, ]",
            "[5,   lead trail  ]");
    for (String table : List.of("A", "B")) {
      String asWritten = "t = CONCAT('v', CAST(MOD(id, 3) AS STRING))";
      assertThat(rows("SELECT COUNT(*), COUNTIF(%s) FROM %s".formatted(asWritten, table)))
          .containsExactly("[5000, 5000]");
    }
    assertThat(rows("SELECT * FROM Bare")).containsExactly("[1, [a, b]]");
    assertThat(rows("SELECT * FROM Json")).containsExactly("[1, {\"a\":1}]");
    assertThat(rows("SELECT * FROM Nested"))
        .containsExactly(
            "[1, 200, 65535, 4294967295, 18446744073709551615, 1, {\"a\":1},"
                + " {\"x\":1,\"y\":\"z\"}, [[1,2],[3]], [{\"x\":1}], P1M, 12:34:56.789,"
                + " 1.7014118346046923E38, 1.5]");
    assertThat(rows("SELECT id, year FROM Hive ORDER BY id"))
        .containsExactly("[1, 2023]", "[2, 9999]", "[4, 2024]", "[5, 1969]");
    assertThat(rows("SELECT * FROM Nan")).containsExactly("[1, NaN]");
  }

  @Test
  void textIsReadByItsOptions() throws Exception {
    CommandRun copied =
        CommandRun.on(
            database,
            "import",
            "--input=" + FILES.resolve("pg.txt"),
            "--tableName=Copied",
            "--columnDelimiter=\\t",
            "--fieldQualifier=",
            "--escape=\\",
            "--nullString=\\N");
    assertThat(copied.status()).as(copied.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(rows("SELECT id, s IS NULL, s FROM Copied ORDER BY id"))
        .containsExactly(
            "[1, true, null]", "[2, false, \\N]", "[3, false, a\u000Bb]", "[4, false, ]");

    Path rejected = folder.resolve("rejected");
    CommandRun run =
        CommandRun.on(
            database,
            "import",
            manifest(
                Map.of(
                    "QuotedNulls", "nulls.csv",
                    "Zoneless", "zoneless.jsonl",
                    "Rejected", "rejected.avro")),
            "--nullString=NULL",
            "--timestampFormat=yyyy-MM-dd HH:mm:ss",
            "--invalidOutputPath=" + rejected,
            "--maxFailures=1");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(rows("SELECT id, s IS NULL, s FROM QuotedNulls ORDER BY id"))
        .containsExactly("[1, false, NULL]", "[2, true, null]", "[3, false, ]", "[4, false, ]");
    assertThat(rows("SELECT * FROM Zoneless")).containsExactly("[1, 2024-01-01T00:00:00Z]");
    assertThat(rows("SELECT * FROM Rejected")).containsExactly("[2, 2024-01-01, ok, 1.5]");
    try (var files = Files.list(rejected)) {
      assertThat(Files.readString(files.findFirst().orElseThrow()))
          .contains("\"record\":{\"id\":\"1\",\"d\":\"2024-13-45\",\"s\":\"ok\",\"n\":\"12x\"}");
    }
  }

  @Test
  void whatNoColumnCouldHoldIsRefused() throws Exception {
    CommandRun.on(
            database,
            "import",
            manifest(
                Map.of(
                    "Intervals", "interval45min.parquet",
                    "Durations", "duration45min.avro",
                    "Arrow", "arrow-seconds.parquet")))
        .assertRefused(
            "column tss is TIMESTAMP, but the file has an integer in it (INT64); --timestampUnit=",
            "column tm is INT64, but the file has a time of day in it (INT32 TIME(MILLIS,false))",
            "column ts is TIMESTAMP, but the file has an interval in it (fixed(12) duration)",
            "column ts is TIMESTAMP, but the file has an interval in it");
    CommandRun.on(
            database, "import", "--inputDir=" + FILES.resolve("onlysuccess"), "--tableName=Brotli")
        .assertRefused("no data file in");
  }
}
