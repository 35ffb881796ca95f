package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other dialect: its types in keys and columns. */
@Timeout(120)
@SpannerDatabase(
    dialect = Dialect.POSTGRESQL,
    ddl = {
      "CREATE TABLE \"Person\" (name varchar(20) PRIMARY KEY, wealth numeric, sums numeric[],"
          + " about jsonb)"
    })
class EnrichPostgresIT {
  private static final String SPEC =
      """
      {"fields": {"age": "bigint"}, "lookups": [{"name": "person", "table": "Person",
        "key": {"name": "who"}, "columns": {"wealth": "wealth", "sums": "sums", "about": "about"}}]}
      """;

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  EnrichPostgresIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    Rows.write(
        database,
        Mutation.newInsertBuilder("Person")
            .set("name")
            .to("Ada")
            .set("wealth")
            .to(Value.pgNumeric("123456789012345678901234567890.5"))
            .set("sums")
            .to(Value.pgNumericArray(Arrays.asList("1.50", null)))
            .set("about")
            .to(Value.pgJsonb("{\"b\": 1}"))
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "parquet"})
  void typesOfPostgresAreFoundAndWritten(String format) throws IOException {
    Path csv = Files.writeString(folder.resolve("people.csv"), "who,age\nAda,36\nBob,\n");
    EnrichRun first =
        EnrichRun.of(database, folder, SPEC, "--input=" + csv, "--hasHeader", "--format=" + format)
            .succeeded();
    if (format.equals("jsonl")) {
      assertThat(first.lines())
          .containsExactly(
              "{\"who\":\"Ada\",\"age\":\"36\",\"wealth\":\"123456789012345678901234567890.5\","
                  + "\"sums\":[\"1.50\",null],\"about\":\"{\\\"b\\\": 1}\"}",
              "{\"who\":\"Bob\",\"age\":null,\"wealth\":null,\"sums\":null,\"about\":null}");
      return;
    }
    // What was written is read again, as it is, by a second run.
    Path again = Files.createDirectory(folder.resolve("again"));
    EnrichRun second =
        EnrichRun.of(
                database,
                again,
                """
                {"lookups": [{"name": "known", "table": "Person", "key": {"name": "who"},
                  "whenMissing": "drop"}]}
                """,
                "--input=" + folder + "/out/*.parquet",
                "--format=jsonl")
            .succeeded();
    assertThat(second.lines())
        .containsExactly(
            "{\"who\":\"Ada\",\"age\":\"36\",\"wealth\":\"123456789012345678901234567890.5\","
                + "\"sums\":[\"1.50\",null],\"about\":\"{\\\"b\\\": 1}\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet"})
  void whatIsAddedToRecordsOfAvroIsReadAgain(String format) throws IOException {
    Path json = Files.writeString(folder.resolve("p.jsonl"), "{\"who\":\"Ada\",\"age\":3}\n");
    String known =
        """
        {"lookups": [{"name": "known", "table": "Person", "key": {"name": "who"},
          "whenMissing": "drop"}]}
        """;
    EnrichRun.of(database, folder, known, "--input=" + json, "--format=" + format).succeeded();
    Path again = Files.createDirectory(folder.resolve("again"));
    String spec = SPEC.replace("\"fields\": {\"age\": \"bigint\"}, ", "");
    EnrichRun.of(database, again, spec, "--input=" + folder + "/out/*", "--format=" + format)
        .succeeded();
    Path last = Files.createDirectory(folder.resolve("last"));
    EnrichRun run =
        EnrichRun.of(database, last, known, "--input=" + again + "/out/*", "--format=jsonl")
            .succeeded();
    assertThat(run.lines())
        .containsExactly(
            "{\"who\":\"Ada\",\"age\":\"3\",\"wealth\":\"123456789012345678901234567890.5\","
                + "\"sums\":[\"1.50\",null],\"about\":\"{\\\"b\\\": 1}\"}");
  }
}
