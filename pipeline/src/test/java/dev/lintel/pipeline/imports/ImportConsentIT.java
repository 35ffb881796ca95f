package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What doubles or deletes rows happens only if the user has asked for it. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Users (Id STRING(36) NOT NULL DEFAULT (GENERATE_UUID()), Name STRING(20))
        PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Events (`At` TIMESTAMP NOT NULL OPTIONS (allow_commit_timestamp = true),
        Name STRING(20)) PRIMARY KEY (`At`)
      """,
      "CREATE TABLE Parents (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)",
      """
      CREATE TABLE Children (Id INT64 NOT NULL, Nr INT64 NOT NULL) PRIMARY KEY (Id, Nr),
        INTERLEAVE IN PARENT Parents ON DELETE CASCADE
      """,
    })
class ImportConsentIT {
  private static final String NO_KEY =
      "no value for the key column Id of table Users, so the server would make another key";
  private static final String FLAG = "--allowGeneratedKeys lets the server make such keys";

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ImportConsentIT(EmulatorDatabase database) {
    this.database = database;
  }

  private CommandRun load(Path file, String table, String... options) {
    String[] all = new String[options.length + 2];
    System.arraycopy(options, 0, all, 2, options.length);
    all[0] = "--input=" + file;
    all[1] = "--tableName=" + table;
    return CommandRun.on(database, "import", all);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path fileWithoutKey(String format) throws IOException {
    Path file = folder.resolve("users." + format);
    switch (format) {
      case "csv" -> Files.writeString(file, "Name\nAma\n");
      case "jsonl" -> Files.writeString(file, "{\"Name\": \"Ama\"}\n");
      case "avro" -> {
        var schema = SchemaBuilder.record("Users").fields().requiredString("Name").endRecord();
        try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
          writer.create(schema, file.toFile());
          writer.append(new GenericRecordBuilder(schema).set("Name", "Ama").build());
        }
      }
      default -> {
        var schema =
            MessageTypeParser.parseMessageType("message Users { required binary Name (UTF8); }");
        try (var writer =
            ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
          var row = new SimpleGroup(schema);
          row.add("Name", "Ama");
          writer.write(row);
        }
      }
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl", "avro", "parquet"})
  void keysThatTheServerWouldMakeAreRefusedUnlessAskedFor(String format) throws Exception {
    Path file = fileWithoutKey(format);
    String[] header = format.equals("csv") ? new String[] {"--hasHeader"} : new String[0];

    load(file, "Users", header).assertRefused(file + ": " + NO_KEY, FLAG);
    assertThat(Rows.of(database, "SELECT Name FROM Users")).isEmpty();

    String[] flag =
        format.equals("csv")
            ? new String[] {"--hasHeader", "--allowGeneratedKeys"}
            : new String[] {"--allowGeneratedKeys"};
    CommandRun run = load(file, "Users", flag);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Name FROM Users")).containsExactly("[Ama]");
  }

  @Test
  void aManifestWithoutTheKeyIsRefused() throws Exception {
    Path file = write("users.csv", "Ama\n");
    Path manifest =
        write(
            "manifest.json",
            """
            {"tables": [{"table_name": "Users", "file_patterns": ["users.csv"],
              "columns": [{"column_name": "Name"}]}]}
            """);
    CommandRun.on(database, "import", "--importManifest=" + manifest)
        .assertRefused(file + ": " + NO_KEY, FLAG);
  }

  @Test
  void aSingleRecordWithoutTheKeyIsRejected() throws Exception {
    Path file = write("users.jsonl", "{\"Id\": \"a\", \"Name\": \"Ama\"}\n{\"Name\": \"Bo\"}\n");
    Path rejected = folder.resolve("rejected");

    CommandRun run = load(file, "Users", "--invalidOutputPath=" + rejected);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(Rows.of(database, "SELECT Name FROM Users")).containsExactly("[Ama]");
    try (var files = Files.list(rejected)) {
      assertThat(Files.readString(files.findFirst().orElseThrow())).contains(NO_KEY, "Bo");
    }
    CommandRun again =
        CommandRun.on(
            database,
            "import",
            "--inputDir=" + rejected,
            "--format=rejected",
            "--maxFailures=1",
            "--allowGeneratedKeys");
    assertThat(again.status()).as(again.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Name FROM Users ORDER BY Name"))
        .containsExactly("[Ama]", "[Bo]");
  }

  @Test
  void theCommitTimestampInAKeyIsRefused() throws Exception {
    Path file = write("events.csv", "spanner.commit_timestamp(),started\n");
    load(file, "Events")
        .assertRefused(
            file + ": the key column At of table Events is the commit timestamp",
            "--allowGeneratedKeys");
    assertThat(load(file, "Events", "--allowGeneratedKeys").status())
        .isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Name FROM Events")).containsExactly("[started]");
  }

  @Test
  void replacingParentsOfCascadingChildrenIsRefusedUnlessAskedFor() throws Exception {
    Rows.write(
        database,
        Mutation.newInsertBuilder("Parents").set("Id").to(1).build(),
        Mutation.newInsertBuilder("Children").set("Id").to(1).set("Nr").to(2).build());
    Path file = write("parents.csv", "1,Ama\n");

    load(file, "Parents", "--mode=replace")
        .assertRefused(
            "--mode=replace: replacing a row of table Parents deletes its rows in Children;"
                + " --replaceChildren allows that");
    Path rejected =
        write(
            "rejected.jsonl",
            "{\"table\": \"Parents\", \"errorCode\": \"X\", \"message\": \"y\","
                + " \"record\": {\"Id\": \"1\", \"Name\": \"Ama\"}}\n");
    CommandRun again =
        CommandRun.on(
            database, "import", "--input=" + rejected, "--format=rejected", "--mode=replace");
    assertThat(again.status()).as(again.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(Rows.of(database, "SELECT Id, Nr FROM Children")).containsExactly("[1, 2]");

    CommandRun run = load(file, "Parents", "--mode=replace", "--replaceChildren");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Name FROM Parents")).isEqualTo(List.of("[Ama]"));
    assertThat(Rows.of(database, "SELECT Id, Nr FROM Children")).isEmpty();
  }
}
