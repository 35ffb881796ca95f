package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.math.BigDecimal;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other writers of Parquet do, and Avro cannot say: decimals in integers, nanoseconds. */
@Timeout(120)
@SpannerDatabase(ddl = "CREATE TABLE Prices (Price NUMERIC, Name STRING(MAX)) PRIMARY KEY (Price)")
class EnrichParquetIT {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message R {
            required int32 price (DECIMAL(9,2));
            optional int64 sum (DECIMAL(18,3));
            optional int64 at (TIMESTAMP(NANOS,true));
            optional int32 u32 (INTEGER(32,false));
            optional int64 u64 (INTEGER(64,false));
          }
          """);

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  EnrichParquetIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    Rows.write(
        database,
        Mutation.newInsertBuilder("Prices")
            .set("Price")
            .to(new BigDecimal("123.45"))
            .set("Name")
            .to("cheap")
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "avro", "parquet"})
  void areFoundAndKeptByWhatTheyMean(String format) throws IOException {
    Path input = folder.resolve("in.parquet");
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(input))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      Group row = new SimpleGroup(SCHEMA);
      row.add("price", 12_345);
      row.add("sum", 1_500L);
      row.add("at", 1L);
      row.add("u32", -1);
      row.add("u64", -2L);
      writer.write(row);
    }
    String spec =
        """
        {"lookups": [{"name": "price", "table": "Prices", "key": {"Price": "price"},
          "columns": {"name": "Name"}}]}
        """;
    EnrichRun run =
        EnrichRun.of(database, folder, spec, "--input=" + input, "--format=" + format).succeeded();
    if (!format.equals("jsonl")) {
      // What was written is read once more, by its own types.
      Path again = Files.createDirectory(folder.resolve("again"));
      run =
          EnrichRun.of(
                  database,
                  again,
                  spec.replace("\"name\": \"Name\"", "")
                      .replace("\"columns\": {}", "\"whenMissing\": \"fail\""),
                  "--input=" + folder + "/out/*",
                  "--format=jsonl")
              .succeeded();
    }
    // In Avro and Parquet a decimal of Spanner's has nine digits behind the point.
    assertThat(run.lines())
        .singleElement()
        .asString()
        .matches(
            "\\{\"price\":\"123[.]45(0{7})?\",\"sum\":\"1[.]5(00|0{8})\","
                + "\"at\":\"1970-01-01T00:00:00[.]000000001Z\",\"u32\":\"4294967295\","
                + "\"u64\":\"18446744073709551614([.]0{9})?\",\"name\":\"cheap\"}");
  }
}
