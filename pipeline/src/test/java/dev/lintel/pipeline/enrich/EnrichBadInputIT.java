package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong is said before anything is read, all at once, with exit status 2. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Airports (Id INT64 NOT NULL, Name STRING(MAX)) PRIMARY KEY (Id)",
    })
class EnrichBadInputIT {
  private static final String SPEC =
      """
      {"lookups": [{"name": "a", "table": "Airports", "key": {"Id": "From"},
                    "columns": {"Name": "Name"}}]}
      """;

  private final EmulatorDatabase database;

  @TempDir private Path folder;
  private Path csv;
  private Path spec;

  EnrichBadInputIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void makeInput() throws IOException {
    csv = Files.writeString(folder.resolve("routes.csv"), "From,To\n1,2\n");
    spec = Files.writeString(folder.resolve("spec.json"), SPEC);
  }

  private Path spec(String text) throws IOException {
    return Files.writeString(folder.resolve("other.json"), text);
  }

  private Path avro(String name, String... fields) throws IOException {
    SchemaBuilder.FieldAssembler<Schema> record = SchemaBuilder.record("R").fields();
    for (String field : fields) {
      record = record.name(field).type().booleanType().noDefault();
    }
    return avro(name, record.endRecord());
  }

  private Path avro(String name, Schema schema) throws IOException {
    Path file = folder.resolve(name);
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
    }
    return file;
  }

  private void assertRefused(List<String> options, String... messages) {
    List<String> all = new ArrayList<>(options);
    Path outputDir = folder.resolve("out");
    if (options.stream().noneMatch(option -> option.startsWith("--outputDir"))) {
      all.add("--outputDir=" + outputDir);
    }
    if (options.stream().noneMatch(option -> option.startsWith("--spec"))) {
      all.add("--spec=" + spec);
    }
    CommandRun run = CommandRun.on(database, "enrich", all.toArray(String[]::new));
    run.assertRefused(messages);
    assertThat(outputDir).doesNotExist();
  }

  @Test
  void everythingThatIsWrongIsReportedTogether() throws IOException {
    Path bad =
        spec(
            """
            {"fields": {"From": "INT65", "Too": "INT64"},
             "lookups": [{"name": "a", "table": "Airprots", "key": {"Id": "From"},
                          "columns": {"Name": "Name"}, "whenMissing": "deadLetter"},
                         {"name": "b", "table": "Airports", "key": {"Id": "Form"},
                          "columns": {"To": "Name"}}]}
            """);
    assertRefused(
        List.of(
            "--input=" + csv,
            "--hasHeader",
            "--spec=" + bad,
            "--outputDir=" + csv,
            "--summaryFile=" + folder,
            "--snapshotTime=2026-01-01T00:00:00Z"),
        "--outputDir: %s cannot be created, %s is not a folder".formatted(csv, csv),
        "--summaryFile: %s is a folder".formatted(folder),
        "--snapshotTime: 2026-01-01T00:00:00Z is ",
        "--invalidOutputPath is required with \"whenMissing\": \"deadLetter\"",
        "--spec: \"fields\": From: Unknown column type: INT65",
        "--spec: \"fields\": the input has no field Too; did you mean To?",
        "--spec: lookup a: the database has no table Airprots; did you mean Airports?",
        "--spec: lookup b: key Id: the input has no field Form; did you mean From?",
        "--spec: lookup b: the input has a field To of its own; add it by another name");
  }

  @Test
  void filesThatAreNotSpecs() throws IOException {
    assertRefused(
        List.of("--input=" + csv, "--hasHeader", "--spec=" + folder.resolve("nothing.json")),
        "--spec: cannot read ");
    assertRefused(
        List.of("--input=" + csv, "--hasHeader", "--spec=" + spec("{\"lookups\": [}")),
        "other.json: line 1: Unexpected close marker '}': expected ']' (for Array starting at"
            + " [line: 1,");
  }

  @Test
  void optionsThatAreMissingOrDoNotGoTogether() {
    assertRefused(List.of(), "one of --input, --query is required");
    assertRefused(
        List.of("--input=" + csv, "--query=SELECT 1 AS One"),
        "--input, --query exclude each other");
    assertRefused(List.of("--input=" + csv), "--hasHeader or --fieldNames is required with CSV");
    assertRefused(
        List.of("--input=" + csv, "--hasHeader", "--fieldNames=From,From"),
        "--fieldNames does not go with --hasHeader",
        "--fieldNames: two fields are named From");
    assertRefused(
        List.of("--input=" + csv, "--fieldNames=From,,To"),
        "--fieldNames: 3 names, but the first record of %s has 2 fields".formatted(csv),
        "--fieldNames: field 2 has no name");
    assertRefused(
        List.of("--input=" + csv, "--hasHeader", "--dataBoostEnabled"),
        "--dataBoostEnabled goes with --query");
    assertRefused(
        List.of("--input=" + csv, "--hasHeader", "--format=xml"),
        "--format=xml: not one of csv, jsonl, avro, parquet");
    assertRefused(
        List.of("--input=" + csv, "--hasHeader", "--columnDelimiter=\""),
        "--columnDelimiter, --fieldQualifier, --escape: they must differ");
  }

  @Test
  void filesThatCannotBeRead() throws IOException {
    assertRefused(
        List.of("--input=" + folder.resolve("nothing-*.csv"), "--hasHeader"),
        "--input: no file matches ");
    Path odd = Files.writeString(folder.resolve("routes.xyz"), "From\n");
    assertRefused(
        List.of("--input=" + odd), "the format of %s is not known by its name".formatted(odd));
    assertRefused(
        List.of("--input=" + odd, "--inputFormat=avro"), "--input: File %s ".formatted(odd));
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    assertRefused(List.of("--input=" + empty, "--hasHeader"), "is empty and has no header");
  }

  @Test
  void filesThatAreNotAlike() throws IOException {
    Path other = Files.writeString(folder.resolve("routes2.csv"), "From,Via\n");
    assertRefused(
        List.of("--input=" + folder + "/routes*.csv", "--hasHeader"),
        "--input: %s has the fields [From, Via], but %s has [From, To]".formatted(other, csv));
    Files.writeString(folder.resolve("more.jsonl"), "{}");
    assertRefused(
        List.of("--input=" + folder + "/*o*s*", "--hasHeader"),
        "--input: the files are of different formats, ");
    avro("a1.avro", "From", "To");
    Path a2 = avro("a2.avro", "From");
    assertRefused(
        List.of("--input=" + folder + "/a*.avro"),
        "--input: %s has other fields than ".formatted(a2),
        "key Id: field From is of the type boolean, which cannot be converted to INT64; ");
    Path text = avro("text.avro", Schema.create(Schema.Type.STRING));
    assertRefused(
        List.of("--input=" + text),
        "--input: %s holds values of the type STRING, not records".formatted(text));
  }

  @Test
  void whatIsForOtherFormats() throws IOException {
    Path avro = avro("x.avro", "Other");
    Path typed =
        spec(
            """
            {"fields": {"From": "INT64"}, "lookups": [{"name": "a", "table": "Airports",
              "key": {"Id": "Other"}, "columns": {"Name": "Name"}}]}
            """);
    assertRefused(
        List.of("--input=" + avro, "--spec=" + typed, "--fieldNames=Other"),
        "--fieldNames is for CSV files, and the input is avro",
        "--spec: \"fields\" is for CSV and JSON Lines; avro has types itself",
        "field Other is of the type boolean, which cannot be converted to INT64; ");
    assertRefused(
        List.of("--query=SELECT Id AS Other FROM Airports", "--spec=" + typed, "--hasHeader"),
        "--hasHeader does not go with --query",
        "--spec: \"fields\" is for CSV and JSON Lines; a query has types itself");
  }

  @Test
  void optionsOfCsvWithoutCsv() throws IOException {
    Path json = Files.writeString(folder.resolve("x.jsonl"), "{\"From\": 1, \"at\": {\"x\": 1}}\n");
    Path nested = spec(SPEC.replaceFirst("[{]", "{\"fields\": {\"at.x\": \"INT64\"},"));
    assertRefused(
        List.of(
            "--input=" + json,
            "--spec=" + nested,
            "--hasHeader",
            "--escape=\\",
            "--nullString=N",
            "--dateFormat=dd.MM.yyyy"),
        "--hasHeader is for CSV files, and the input is jsonl",
        "--escape is for CSV files",
        "--nullString is for CSV files",
        "--spec: \"fields\": at.x is within another field");
  }

  @Test
  void queriesThatAreWrong() {
    assertRefused(
        List.of("--query=SELECT Nmae AS `From` FROM Airports"),
        "--query: INVALID_ARGUMENT: Unrecognized name: Nmae");
    assertRefused(
        List.of("--query=SELECT 1, 'x' AS `From`"), "--query: column 1 has no name; give it one");
    assertRefused(
        List.of("--query=SELECT 'x' AS `From`"),
        "key Id: field From is STRING, not INT64; CAST it in the query");
  }

  @Test
  void aSchemaThatAFileOfTheFormatCannotHave() throws IOException {
    Schema recursive =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Node", "fields": [{"name": "From", "type": "long"},
                  {"name": "next", "type": ["null", "Node"]}]}
                """);
    Path file = avro("nodes.avro", recursive);
    assertRefused(
        List.of("--input=" + file, "--format=parquet"),
        "--format=parquet: the records cannot be written so: ");
  }

  @Test
  void aDatabaseThatIsNotThere() {
    CommandRun run =
        CommandRun.on(
            CommandRun.notThere(database),
            "enrich",
            "--input=" + csv,
            "--outputDir=" + folder.resolve("out"),
            "--spec=" + spec);
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains("--databaseId: there is no projects/");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
