package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandLine;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.runners.dataflow.util.DataflowTemplateJob;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an import meets that nobody had in mind when they wrote the file or the option. */
@Timeout(120)
@SpannerDatabase(
    ddl = "CREATE TABLE Airports (Id INT64 NOT NULL, Name STRING(MAX)) PRIMARY KEY (Id)")
class ImportSurprisesIT {
  private final EmulatorDatabase database;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  ImportSurprisesIT(EmulatorDatabase database) {
    this.database = database;
  }

  private ExitStatus run(String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "import",
                "--spannerProjectId=" + database.projectId(),
                "--instanceId=" + database.instanceId(),
                "--databaseId=" + database.databaseId()));
    args.addAll(Arrays.asList(options));
    var environment =
        new Environment(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new Console(new PrintStream(err, true, StandardCharsets.UTF_8), Console.Kind.LOG),
            Map.of(ConnectionConfig.EMULATOR_HOST_VARIABLE, database.host()));
    return new CommandLine(List.of(new ImportCommand()), environment).run(args);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private long airports() throws InterruptedException {
    var config = EmulatorConfig.of(database);
    try (var lease = SpannerConnections.acquire(config);
        var rows =
            lease
                .connection()
                .databaseClient()
                .singleUse()
                .executeQuery(Statement.of("SELECT COUNT(*) FROM Airports"))) {
      rows.next();
      return rows.getLong(0);
    }
  }

  @Test
  void aDdlFileThatDropsATableIsRefused() throws Exception {
    assertThat(run("--input=" + write("old.csv", "1,Accra\n"), "--tableName=Airports"))
        .as(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(ExitStatus.SUCCEEDED);
    Path ddl =
        write(
            "schema.sql",
            """
            -- as a dump begins
            DROP TABLE IF EXISTS Airports;
            CREATE TABLE Airports (Id INT64 NOT NULL, Name STRING(MAX)) PRIMARY KEY (Id);
            ALTER TABLE Airports DROP COLUMN Name;
            """);

    ExitStatus status =
        run("--input=" + write("new.csv", "2,Lima\n"), "--tableName=Airports", "--ddlFile=" + ddl);

    assertThat(status).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--ddlFile: line 2 drops something", "--ddlFile: line 4 drops something");
    assertThat(airports()).isEqualTo(1);
  }

  @Test
  void aFileNameWithBracketsIsNoPattern() throws Exception {
    write("part[1].csv", "1,Accra\n");
    write("part1.csv", "2,Lima\n3,Oslo\n");

    ExitStatus status = run("--inputDir=" + folder, "--tableName=Airports");

    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(airports()).isEqualTo(3);
  }

  @Test
  void aRejectedRecordCountsForItsTableInWhateverCaseItNamesIt() throws Exception {
    Path rejected =
        write(
            "rejected.jsonl",
            """
            {"table": "AIRPORTS", "errorCode": "X", "message": "y", "record": {"Id": "1"}}
            {"table": "airports", "errorCode": "X", "message": "y", "record": {"Id": "one"}}
            """);
    Path summary = folder.resolve("summary.json");

    ExitStatus status =
        run(
            "--input=" + rejected,
            "--format=rejected",
            "--maxFailures=1",
            "--summaryFile=" + summary);

    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Files.readString(summary).replaceAll("\\s+", ""))
        .contains("\"tables\":[{\"table\":\"Airports\",\"read\":2,\"written\":1,\"failed\":1}]");
  }

  @Test
  void aRunThatFailsDoesNotPointAtRejectedRecordsThatItHasNotWritten() throws Exception {
    var whole = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(whole)) {
      gzip.write("one,Accra\n2,Lima\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("Airports.csv.gz");
    Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() - 10));
    Path rejected = folder.resolve("rejected");

    ExitStatus status = run("--inputDir=" + folder, "--invalidOutputPath=" + rejected);

    assertThat(status).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Airports.csv.gz");
    assertThat(rejected).doesNotExist();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("import failed")
        .doesNotContain("The rejected records");
  }

  /** As the Dataflow runner when it makes a template: the result answers no question. */
  public static final class TemplateRunner extends PipelineRunner<PipelineResult> {
    public static TemplateRunner fromOptions(PipelineOptions options) {
      return new TemplateRunner();
    }

    @Override
    public PipelineResult run(Pipeline pipeline) {
      return new DataflowTemplateJob();
    }
  }

  @Test
  void makingATemplateSucceedsWithoutWaitingForTheJob() throws Exception {
    ExitStatus status =
        run(
            "--input=" + write("Airports.csv", "1,Accra\n"),
            "--tableName=Airports",
            "--runner=" + TemplateRunner.class.getName());

    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(airports()).isZero();
  }
}
