package dev.lintel.pipeline.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.files.avro.AvroRecordWriter;
import dev.lintel.pipeline.files.avro.ParquetRecordWriter;
import dev.lintel.pipeline.files.avro.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Trip")
          .fields()
          .requiredLong("TripId")
          .name("Day")
          .type(LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT)))
          .noDefault()
          .optionalString("Note")
          .name("Price")
          .type(LogicalTypes.decimal(10, 2).addToSchema(Schema.create(Schema.Type.BYTES)))
          .noDefault()
          .endRecord();

  private @TempDir Path folder;

  @Test
  void columnsOfAvroAndParquetHaveTheTypesOfTheFileAndOfSpanner() throws IOException {
    write("trips.avro", 2);
    write("trips.parquet", 2);

    CommandRun run = inspect("trips.avro", "trips.parquet");

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("trips.avro +Avro +\\w+ +[0-9,]+ +- +-\n")
        .containsPattern("trips.parquet +Parquet +SNAPPY +[0-9,]+ +2 +parquet-mr")
        .containsPattern("\nTripId +long +- +no +INT64 +")
        .containsPattern("\nDay +int +date +no +DATE +STRING\\(MAX\\)\n")
        .containsPattern("\nNote +string +- +yes +STRING\\(MAX\\) +any, by its text\n")
        .containsPattern("\nPrice +bytes +decimal\\(10,2\\) +no +NUMERIC ")
        .containsPattern("\nTripId +INT64 +- +no +INT64 +")
        .containsPattern("\nDay +INT32 +DATE +no +DATE +STRING\\(MAX\\)\n")
        .containsPattern("\nNote +BYTE_ARRAY +STRING +yes +STRING\\(MAX\\) ")
        .containsPattern("\nPrice +BYTE_ARRAY +DECIMAL\\(10,2\\) +no +NUMERIC ")
        .containsPattern(
            "\ncolumn +record 1 +record 2\nTripId +0 +1\nDay +2024-02-29 +2024-02-29\n")
        .containsPattern("\nNote +NULL +\"a\\\\u001Bb\"\nPrice +1.50 +1.50\n")
        .endsWith("\nAn import would read this.\n");
  }

  @Test
  void recordsAreAsManyAsAskedFor() throws IOException {
    write("trips.avro", 5);

    assertThat(inspect("trips.avro", "--records=1").out())
        .contains("record 1\n")
        .doesNotContain("record 2");
    assertThat(inspect("trips.avro", "--records=5").out()).contains("record 5\n");
    assertThat(inspect("trips.avro", "--records=0").out()).doesNotContain("record 1");
  }

  @Test
  void filesThatStateTheSameAreDescribedOnce() throws IOException {
    write("trips-1.avro", 1);
    write("trips-2.avro", 1);

    String out = inspect("trips-*.avro").out();

    assertThat(out).contains("trips-1.avro and 1 more\n").containsOnlyOnce("\nNote    string ");
  }

  @Test
  void aFileThatCannotBeReadIsRefusedAndTheOthersAreShown() throws IOException {
    write("trips.avro", 1);
    Files.writeString(folder.resolve("other.avro"), "no Avro");

    CommandRun run = inspect("trips.avro", "other.avro");

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.out())
        .contains("\nTripId ")
        .containsPattern("Refused:\n  File .*other.avro cannot be read: not an Avro data file\n")
        .endsWith("\nAn import would refuse this and write nothing.\n");
  }

  @Test
  void malformedRecordsAreListedAndNothingOfThemIsLogged() throws IOException {
    Files.writeString(
        folder.resolve("trips.jsonl"),
        """
        {"TripId": 1}
        {"TripId": secret}
        {"TripId": 3}
        """);

    CommandRun run = inspect("trips.jsonl");

    assertThat(run.status()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(run.out())
        .containsPattern(
            "Of the first 3 records, 1 would be rejected:\n  .*trips.jsonl, line 2: not JSON");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theTypeOfTextIsSeenInAllFilesTogether() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "n,x\n1,\n");
    Files.writeString(folder.resolve("b.csv"), "n,x\n1.5,2024-02-29\n");

    assertThat(inspect("a.csv", "b.csv", "--hasHeader", "--tableName=T").out())
        .containsPattern("\nn +yes +NUMERIC +FLOAT64, STRING\\(MAX\\)\n")
        .containsPattern("\nx +yes +DATE +STRING\\(MAX\\)\n");
  }

  @Test
  void aHeaderThatIsNotDeclaredIsNoted() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "TripId,Day\n1,2024-02-29\n");

    assertThat(inspect("a.csv").out()).contains("give --hasHeader");
    assertThat(inspect("a.csv", "--hasHeader").out()).doesNotContain("Note:");
  }

  @Test
  void theDdlIsAllThatIsPrintedInBothDialects() throws IOException {
    write("trips.avro", 2);

    assertThat(inspect("trips.avro", "--ddl", "--tableName=Trips").out().replace(folder + "/", ""))
        .isEqualTo(
            """
            -- From trips.avro. Check the types, NOT NULL and the key.
            CREATE TABLE `Trips` (
              `TripId` INT64 NOT NULL,   -- long
              `Day`    DATE NOT NULL,    -- int (date)
              `Note`   STRING(MAX),      -- string
              `Price`  NUMERIC NOT NULL, -- bytes (decimal(10,2))
              -- Check this key: TripId is unique in the first 2 records.
            ) PRIMARY KEY (`TripId`);
            """);
    assertThat(
            inspect("trips.avro", "--ddl", "--databaseDialect=POSTGRESQL")
                .out()
                .replace(folder + "/", ""))
        .isEqualTo(
            """
            -- From trips.avro. Check the types, NOT NULL and the key.
            CREATE TABLE "trips" (
              "TripId" bigint NOT NULL,  -- long
              "Day"    date NOT NULL,    -- int (date)
              "Note"   text,             -- string
              "Price"  numeric NOT NULL, -- bytes (decimal(10,2))
              -- Check this key: TripId is unique in the first 2 records.
              PRIMARY KEY ("TripId")
            );
            """);
  }

  @Test
  void columnsWhoseNamesWouldBeTheSameGetNumbers() throws IOException {
    String name = "a" + "-".repeat(130);
    Files.writeString(
        folder.resolve("p.csv"),
        "unit-price,unit_price,Unit.price,%s,%s\n1,2,3,4,5\n".formatted(name, name + "x"));

    assertThat(inspect("p.csv", "--hasHeader", "--ddl", "--tableName=T").out())
        .containsPattern("`unit_price_2` +INT64[^\n]*named \"unit-price\" in the file")
        .containsPattern("`unit_price` +INT64(?![^\n]*named)")
        .containsPattern("`Unit_price_3` +INT64[^\n]*named \"Unit.price\" in the file")
        .contains("`a" + "_".repeat(127) + "`", "`a" + "_".repeat(126) + "2`");
  }

  @Test
  void aFolderWithoutDataFilesAndAMissingFileAreUsageErrors() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("empty/_SUCCESS"), "");

    inspect("empty").assertRefused("empty");
    inspect("none.csv").assertRefused("no file matches");
    CommandRun.of(Map.of(), List.of("inspect")).assertRefused("--input is required");
    inspect("x.csv", "--databaseId=db").assertRefused("--instanceId is required with --databaseId");
  }

  private CommandRun inspect(String... args) {
    List<String> all = new ArrayList<>(List.of("inspect"));
    for (String arg : args) {
      all.add(arg.startsWith("--") ? arg : folder.resolve(arg).toString());
    }
    return CommandRun.of(Map.of(), all);
  }

  private void write(String name, int records) throws IOException {
    OutputStream out = Files.newOutputStream(folder.resolve(name));
    try (RecordWriter writer =
        name.endsWith("avro")
            ? AvroRecordWriter.open(SCHEMA, out)
            : ParquetRecordWriter.open(SCHEMA, out)) {
      for (long i = 0; i < records; i++) {
        writer.write(
            new GenericRecordBuilder(SCHEMA)
                .set("TripId", i)
                .set("Day", 19782)
                .set("Note", i == 0 ? null : "a\u001bb")
                .set("Price", ByteBuffer.wrap(new byte[] {0, (byte) 150}))
                .build());
      }
    }
  }
}
