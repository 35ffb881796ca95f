package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are named otherwise, left out, or given by a folder or an option. */
@Timeout(120)
@SpannerDatabase(
    ddl =
        "CREATE TABLE T (Id INT64 NOT NULL, Name STRING(MAX), Year INT64, Source STRING(MAX))"
            + " PRIMARY KEY (Id)")
class ImportColumnsIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ImportColumnsIT(EmulatorDatabase database) {
    this.database = database;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(file(name), text);
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  /** A record with fields of these names and values, integers and texts. */
  private static GenericRecord record(Object... namesAndValues) {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("R").fields();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = (String) namesAndValues[i];
      fields =
          namesAndValues[i + 1] instanceof Long
              ? fields.requiredLong(name)
              : fields.requiredString(name);
    }
    GenericRecord record = new GenericData.Record(fields.endRecord());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      record.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return record;
  }

  private void writeAvro(String name, GenericRecord record) throws IOException {
    try (OutputStream out = Files.newOutputStream(file(name));
        var writer =
            new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(record.getSchema()))
                .create(record.getSchema(), out)) {
      writer.append(record);
    }
  }

  private void writeParquet(String name, GenericRecord... records) throws IOException {
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file(name)))
            .withConf(new PlainParquetConfiguration())
            .withDataModel(GenericData.get())
            .withSchema(records[0].getSchema())
            .build()) {
      for (GenericRecord record : records) {
        writer.write(record);
      }
    }
  }

  private CommandRun load(ExitStatus expected, String... options) {
    CommandRun run = CommandRun.on(database, "import", options);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  private List<String> rows(String where) throws InterruptedException {
    return Rows.of(
        database, "SELECT Id, Name, Year, Source FROM T WHERE " + where + " ORDER BY Id");
  }

  @Test
  void thePartitionsOfAFolderAreColumnsOfFilesOfAllFormats()
      throws IOException, InterruptedException {
    write("year=1969/a.csv", "id,name\n1,one\n");
    write("year=2024/source=S%C3%A3o%20Paulo/b.jsonl", "{\"id\":2,\"name\":\"two\"}\n");
    writeAvro("year=__HIVE_DEFAULT_PARTITION__/c.avro", record("id", 3L, "name", "three"));
    writeParquet(
        "year=9999/d.parquet",
        record("id", 4L, "name", "four", "year", 9999L),
        record("id", 5L, "name", "five", "year", 2024L));
    write("_SUCCESS", "");
    write("year=1969/_temporary/e.csv", "id,name\n9,nine\n");
    load(
        ExitStatus.TOO_MANY_FAILURES,
        "--inputDir=" + folder,
        "--tableName=T",
        "--hasHeader",
        "--invalidOutputPath=" + folder.resolve("rejected"));
    assertThat(rows("Id < 10"))
        .containsExactly(
            "[1, one, 1969, null]",
            "[2, two, 2024, São Paulo]",
            "[3, three, null, null]",
            "[4, four, 9999, null]");
    assertThat(rejected())
        .contains(
            "the record has another value than the folder year=9999",
            "\"record\":{\"Id\":\"5\",\"Name\":\"five\",\"Year\":\"2024\"}");
  }

  private String rejected() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("rejected"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }

  @Test
  void fieldsAreRenamedLeftOutAndAdded_alsoWhenARejectedRecordIsImportedAgain()
      throws IOException, InterruptedException {
    String columns = "--columns=Id,Name=title,-extra,Source='night''s'";
    write("in/year=2024/a.csv", "11,eleven,x\ntwelve,twelve,x\n");
    writeAvro("in/year=2025/b.avro", record("title", "thirteen", "extra", "x", "id", 13L));
    write(
        "in/year=2026/c.jsonl", "{\"extra\":1,\"title\":\"fourteen\",\"Id\":14}\n{\"id\":\"f\"}\n");
    load(
        ExitStatus.TOO_MANY_FAILURES,
        "--input=" + folder + "/in/**",
        "--tableName=T",
        columns,
        "--invalidOutputPath=" + folder.resolve("rejected"));
    assertThat(rows("Id BETWEEN 11 AND 19"))
        .containsExactly(
            "[11, eleven, 2024, night's]",
            "[13, thirteen, 2025, night's]",
            "[14, fourteen, 2026, night's]");
    String rejected = rejected();
    write(
        "again/r.jsonl", rejected.replace("twelve,twelve", "12,twelve").replace("\\\"f\\\"", "15"));
    load(ExitStatus.SUCCEEDED, "--inputDir=" + folder.resolve("again"), "--format=rejected");
    assertThat(rows("Id IN (12, 15)"))
        .containsExactly("[12, twelve, 2024, night's]", "[15, null, 2026, night's]");
  }

  @Test
  void aFieldWithoutAColumnIsRefusedWithAHint() throws IOException {
    write("a.csv", "Id,Name,Extra\n21,a,b\n");
    write("b.jsonl", "{\"Id\":22,\"Extra\":1}\n{\"Id\":23,\"Extra\":1}\n");
    writeAvro("c.avro", record("Id", 24L, "Extra", "x"));
    writeParquet("d.parquet", record("Id", 25L, "Extra", "x"));
    write("day=1/e.jsonl", "{\"Id\":26}\n");
    load(ExitStatus.USAGE, "--inputDir=" + folder, "--tableName=T", "--hasHeader")
        .assertRefused(
            folder + "/a.csv: table T has no column Extra",
            folder
                + "/b.jsonl: each of its first records has a field that table T has no column for:"
                + " Extra",
            folder + "/day=1/e.jsonl: table T has no column day",
            folder + "/c.avro: table T has no column Extra",
            folder + "/d.parquet: table T has no column Extra",
            "--columns=-Extra leaves such a field out, and --columns=COLUMN=Extra writes it to"
                + " another column",
            "--columns=COLUMN,COLUMN=FIELD,-FIELD says which columns the fields are written to;"
                + " -FIELD leaves a field out",
            "--columns=-day leaves such a field out");
    write("no/header.csv", "27,a,1,b,c\n28,a,1,b,c\n");
    write("m.json", manifest("Id,Nme"));
    load(ExitStatus.USAGE, "--importManifest=" + folder.resolve("m.json"))
        .assertRefused(
            "header.csv: table T has no column Nme",
            "\"columns\": \"-Nme\" in the manifest leaves such a field out");
    write("m.json", manifest("Id,-x"));
    load(ExitStatus.USAGE, "--importManifest=" + folder.resolve("m.json"))
        .assertRefused(
            "header.csv: its first records have 5 fields each, and they are read as 2 columns: Id,"
                + " x",
            "\"columns\": \"COLUMN,COLUMN=FIELD,-FIELD\" in the manifest says which columns");
  }

  private static String manifest(String columns) {
    return "{\"tables\": [{\"table_name\": \"T\", \"file_patterns\": [\"no/*\"], \"columns\": \"%s\"}]}"
        .formatted(columns);
  }

  @Test
  void optionsThatContradictTheColumnsAreRefused() throws IOException {
    write("f/T.csv", "1,a,2,b\n");
    write("no/T.csv", "1\n");
    write("m.json", manifest("Id"));
    load(ExitStatus.USAGE, "--inputDir=" + folder.resolve("f"), "--columns=Id,,")
        .assertRefused(
            "--columns goes with --tableName",
            "--columns: the name of a column is expected at character 4");
    load(ExitStatus.USAGE, "--importManifest=" + folder.resolve("m.json"), "--columns=Id")
        .assertRefused("--columns does not go with --importManifest");
  }
}
