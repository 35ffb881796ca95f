package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key has any type that the emulator knows for one, whatever the record says it in. */
@Timeout(120)
@SpannerDatabase(
    ddl =
        """
        CREATE TABLE Keys (B BOOL, F FLOAT64, N NUMERIC, Y BYTES(100), D DATE, T TIMESTAMP,
          S STRING(20), V STRING(MAX)) PRIMARY KEY (B, F, N, Y, D, T DESC, S)
        """)
class EnrichKeyTypesIT {
  private static final String SPEC =
      """
      {"lookups": [{"name": "all", "table": "Keys", "key": {"B": "b", "F": "f", "N": "n", "Y": "y",
        "D": "d", "T": "t", "S": "s"}, "columns": {"v": "V"}}]}
      """;

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  EnrichKeyTypesIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    Rows.write(
        database,
        Mutation.newInsertBuilder("Keys")
            .set("B")
            .to(true)
            .set("F")
            .to(-0.25)
            .set("N")
            .to(new BigDecimal("1.50"))
            .set("Y")
            .to(ByteArray.copyFrom(new byte[] {1, 2}))
            .set("D")
            .to(Date.parseDate("2024-02-29"))
            .set("T")
            .to(Timestamp.parseTimestamp("2024-02-29T12:34:56.123456789Z"))
            .set("S")
            .to("ß")
            .set("V")
            .to("found")
            .build());
  }

  private String input(String format) throws IOException {
    return switch (format) {
      case "csv" ->
          "--input="
              + Files.writeString(
                  folder.resolve("in.csv"),
                  """
                  s,t,d,y,n,f,b
                  ß,2024-02-29T12:34:56.123456789Z,2024-02-29,AQI=,1.5,-0.25,TRUE
                  ß,2024-02-29T12:34:56.123456788Z,2024-02-29,AQI=,1.5,-0.25,true
                  """);
      case "jsonl" ->
          "--input="
              + Files.writeString(
                  folder.resolve("in.jsonl"),
                  """
                  {"b":true,"f":-0.25,"n":1.500,"y":"AQI=","d":"2024-02-29","t":\
                  "2024-02-29T13:34:56.123456789+01:00","s":"ß"}
                  {"b":true,"f":-0.25,"n":"1.5","y":"AQI=","d":"2024-02-29","t":\
                  "2024-02-29T12:34:56.123456789Z","s":"a key that no row of the table could have"}
                  """);
      default ->
          "--query=SELECT B AS b, F AS f, N AS n, Y AS y, D AS d, T AS t, x AS s FROM Keys,"
              + " UNNEST(['ß', 'other']) AS x";
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl", "query"})
  void findsTheRow(String format) throws IOException {
    String[] options =
        format.equals("csv")
            ? new String[] {input(format), "--hasHeader", "--format=jsonl"}
            : new String[] {input(format), "--format=jsonl"};
    EnrichRun run = EnrichRun.of(database, folder, SPEC, options).succeeded();
    assertThat(run.lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("\"s\":\"ß\"") && line.endsWith("\"v\":\"found\"}"))
        .anyMatch(line -> line.endsWith("\"v\":null}"));
  }
}
