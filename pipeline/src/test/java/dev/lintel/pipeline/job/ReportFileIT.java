package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.pipeline.report.Pages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page of {@code --reportFile}, of runs through the command line. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Parents (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)",
      "CREATE TABLE Children (Id INT64 NOT NULL, Parent INT64, "
          + "CONSTRAINT FK_Parent FOREIGN KEY (Parent) REFERENCES Parents (Id)) PRIMARY KEY (Id)"
    })
class ReportFileIT {

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ReportFileIT(EmulatorDatabase database) {
    this.database = database;
  }

  private CommandRun importChildren(String... options) throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(input.resolve("Parents.csv"), "Id,Name\n1,<one>\n2,two\n");
    Files.writeString(
        input.resolve("Children.csv"),
        "Id,Parent\n1,1\n2,1\n3,7654321\n4,8765432\nsecret-five,1\nsecret-six,1\nsecret-seven,1\n");
    List<String> all = new ArrayList<>();
    all.add("--inputDir=" + input);
    all.add("--hasHeader");
    all.add("--reportFile=" + page());
    all.addAll(List.of(options));
    return CommandRun.on(database, "import", all.toArray(String[]::new));
  }

  private Path page() {
    return folder.resolve("report.html");
  }

  private Document read() throws IOException {
    return Pages.parse(Files.readString(page()));
  }

  @Test
  void showsFiguresAndReasons_butNoContentOfRows() throws Exception {
    CommandRun run = importChildren("--maxFailures=4");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    Document page = read();
    assertThat(Pages.rows(page))
        .contains(
            "Parents|2|2|0",
            "Children|7|2|5",
            "total|9|4|5",
            "Column Id (INT64): not an integer, got …|INVALID_ARGUMENT|3",
            "total||5")
        .anyMatch(row -> row.startsWith("Foreign key `FK_Parent`") && row.endsWith("|2"))
        .anyMatch(row -> row.startsWith("Commit|") && !row.startsWith("Commit|0"));
    assertThat(page.getDocumentElement().getTextContent())
        .contains(
            "exit status 3",
            database.name(),
            "--databaseId=" + database.databaseId(),
            "--maxFailures=4",
            "rows/s on average")
        .doesNotContain("secret", "7654321", "8765432", "<one>");
  }

  @Test
  void showsSomeRejectedRecordsOfEachReasonIfAsked() throws Exception {
    CommandRun run =
        importChildren(
            "--maxFailures=5",
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--reportSamples=1");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    List<String> texts =
        Pages.elements(read(), "pre").stream().map(Element::getTextContent).toList();
    assertThat(texts).hasSize(3);
    assertThat(texts.get(0)).startsWith("./lintel import");
    assertThat(texts.get(1)).contains("\"table\":\"Children\"", "secret-");
    assertThat(texts.get(2)).contains("\"record\":{\"Id\":");
  }

  @Test
  void samplesWithoutAFolderOfRejectedRecordsAreRefused() throws Exception {
    importChildren("--reportSamples=1")
        .assertRefused("--reportSamples: the rejected records are in --invalidOutputPath");
    assertThat(page()).doesNotExist();
    CommandRun.on(database, "import", "--inputDir=" + folder, "--reportSamples=1")
        .assertRefused("--reportSamples has no effect without --reportFile");
  }

  @Test
  void aFailedRunHasAPageWithItsReason() throws Exception {
    var whole = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(whole)) {
      gzip.write("1,Accra\n2,Lima\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.write(
        input.resolve("Parents.csv.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() - 10));

    CommandRun run =
        CommandRun.on(database, "import", "--inputDir=" + input, "--reportFile=" + page());

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FAILED);
    Document page = read();
    String reason = run.err().lines().reduce((first, last) -> last).orElseThrow();
    assertThat(page.getDocumentElement().getTextContent())
        .contains("failed in", "exit status 1", reason.replace("lintel import: ", ""));
  }

  @Test
  void aRunThatFailsBeforeItsPipelineBegins_hasAPageAsWell() throws Exception {
    CommandRun run =
        CommandRun.of(
            Map.of("SPANNER_EMULATOR_HOST", "localhost:1"),
            List.of(
                "export",
                "--spannerProjectId=project",
                "--instanceId=instance",
                "--databaseId=database",
                "--connectTimeoutSeconds=1",
                "--outputDir=" + folder.resolve("out"),
                "--reportFile=" + page()));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(read().getDocumentElement().getTextContent())
        .contains("failed in", "Cannot connect to projects/project/instances/instance");
  }

  @Test
  void anExportHasAPageToo() throws Exception {
    Rows.write(database, Mutation.newInsertOrUpdateBuilder("Parents").set("Id").to(1).build());

    CommandRun run =
        CommandRun.on(
            database,
            "export",
            "--tableNames=Parents,Children",
            "--outputDir=" + folder.resolve("it's here"),
            "--reportFile=" + page());

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    Document page = read();
    assertThat(Pages.rows(page)).anyMatch(row -> row.startsWith("Parents|"));
    assertThat(page.getDocumentElement().getTextContent())
        .contains("Snapshot", "--tableNames=Parents,Children", "'\\''s here'")
        .doesNotContain("Rejected records", "reportSamples");
  }
}
