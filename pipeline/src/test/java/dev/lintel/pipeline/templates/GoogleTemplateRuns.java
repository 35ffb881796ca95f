package dev.lintel.pipeline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.faults.FaultProxy;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Jobs under Google's names on one database, and what the server got of each. */
final class GoogleTemplateRuns implements AutoCloseable {

  /** A run, and what the server was asked for in it. */
  record Run(CommandRun command, ServerRequests requests) {

    Run assertSucceeded() {
      assertThat(command.status())
          .as(command.out() + command.err())
          .isEqualTo(ExitStatus.SUCCEEDED);
      return this;
    }
  }

  private static final String CELLS = "SELECT S, Y, B, CAST(D AS STRING), T FROM V WHERE Id = ";

  final EmulatorDatabase database;
  final Path folder;
  final Run text;
  final Run lines;
  final Run avro;
  final Run csv;
  final Run copy;

  /** An export of the table Z alone, by Lintel's name for the job, and the import of it. */
  final Run jsonl;

  final Run ofJsonl;

  /** An import of text in the dialect of Lintel's own. */
  final Run plain;

  /** An export as of the time of the first one, when there are more rows. */
  final Run again;

  /** Imports whose indexes are not early: because they are few, and because nobody asks. */
  final Run fewIndexes;

  final Run notAsked;

  private final FaultProxy proxy;

  GoogleTemplateRuns(EmulatorDatabase database, Path folder)
      throws IOException, InterruptedException {
    this.database = database;
    this.folder = folder;
    proxy = FaultProxy.start(database.host());
    var texts = new GoogleTextRuns(this);
    text = texts.importText();
    lines = texts.importLines();
    avro =
        run(
            "Cloud_Spanner_to_GCS_Avro",
            "--outputDir=" + folder.resolve("avro"),
            "--avroTempDirectory=" + folder.resolve("temp"),
            "--tableNames=V",
            "--snapshotTime=",
            "--shouldExportTimestampAsLogicalType=true",
            "--checksumAlgorithm=CRC32C");
    copy =
        run(
            "GCS_Avro_to_Cloud_Spanner",
            "--databaseId=from-google",
            "--inputDir=" + export(),
            "--waitForIndexes=false",
            "--waitForForeignKeys=false",
            "--waitForChangeStreams=false",
            "--waitForSequences=true",
            "--earlyIndexCreateThreshold=2",
            "--ddlCreationTimeoutInMinutes=5",
            "--runIndexDdlInParallel=true");
    Files.createDirectories(folder.resolve("csv"));
    Files.writeString(folder.resolve("csv/v-00000-of-00099.csv"), "of an earlier run\n");
    csv =
        run(
            "Spanner_to_GCS_Text",
            "--spannerInstanceId=" + database.instanceId(),
            "--spannerDatabaseId=" + database.databaseId(),
            "--spannerTable=V",
            "--spannerSnapshotTime=",
            "--csvTempDirectory=" + folder.resolve("temp"),
            "--textWritePrefix=" + folder.resolve("csv/v"));
    jsonl =
        run("export", "--tableNames=Z", "--format=jsonl", "--outputDir=" + folder.resolve("jsonl"));
    ofJsonl =
        run(
            "GCS_Avro_to_Cloud_Spanner",
            "--databaseId=of-jsonl",
            "--inputDir=" + onlyFolder("jsonl"));
    plain = texts.importPlain();
    again =
        run(
            "Cloud_Spanner_to_GCS_Avro",
            "--outputDir=" + folder.resolve("again"),
            "--tableNames=V",
            "--dataBoostEnabled=true",
            "--snapshotTime=" + snapshot());
    run("Cloud_Spanner_to_GCS_Avro", "--outputDir=" + folder.resolve("all"), "--tableNames=");
    fewIndexes =
        run(
            "GCS_Avro_to_Cloud_Spanner",
            "--databaseId=few-indexes",
            "--inputDir=" + onlyFolder("all"),
            "--earlyIndexCreateThreshold=3");
    notAsked = run("import", "--databaseId=not-asked", "--inputDir=" + onlyFolder("all"));
  }

  /** Runs a job, and collects what the server gets. */
  Run run(String template, String... options) {
    List<String> args = new ArrayList<>();
    args.add(template);
    args.add("--spannerProjectId=" + database.projectId());
    if (!template.equals("Spanner_to_GCS_Text")) {
      args.add("--instanceId=" + database.instanceId());
      if (Stream.of(options).noneMatch(option -> option.startsWith("--databaseId="))) {
        args.add("--databaseId=" + database.databaseId());
      }
    }
    args.addAll(List.of(options));
    return collecting(Map.of("SPANNER_EMULATOR_HOST", proxy.address()), args);
  }

  private Run collecting(Map<String, String> variables, List<String> args) {
    List<ServerRequests.Request> requests = new ArrayList<>();
    proxy.watch(
        (method, request) -> {
          synchronized (requests) {
            requests.add(new ServerRequests.Request(method, ByteString.copyFrom(request)));
          }
        });
    CommandRun command = CommandRun.of(variables, args);
    synchronized (requests) {
      return new Run(command, new ServerRequests(ImmutableList.copyOf(requests)));
    }
  }

  /** What the server gets of a run that is not told of an emulator. */
  ServerRequests requestsWithoutEmulator(String... args) {
    return collecting(Map.of(), List.of(args)).requests();
  }

  /** As {@link #run} with the options of {@code Spanner_to_GCS_Text} for the database. */
  Run runCsv(String table, String... options) {
    return run(
        "Spanner_to_GCS_Text",
        Stream.concat(
                Stream.of(
                    "--spannerInstanceId=" + database.instanceId(),
                    "--spannerDatabaseId=" + database.databaseId(),
                    "--spannerTable=" + table),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** How a server of that address is reached that is not an emulator. */
  String host() {
    return "http://" + proxy.address();
  }

  /** The folder of the first export. */
  Path export() throws IOException {
    return onlyFolder("avro");
  }

  /** The one folder that a run made. */
  Path onlyFolder(String name) throws IOException {
    try (Stream<Path> folders = Files.list(folder.resolve(name))) {
      List<Path> all = folders.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  /** As of when the first export is. */
  String snapshot() throws IOException {
    return LintelExport.parse(Files.readString(export().resolve(LintelExport.FILE_NAME)))
        .readTimestamp();
  }

  /** A database that a run made. */
  EmulatorDatabase made(String databaseId) {
    return new EmulatorDatabase(
        database.host(),
        database.projectId(),
        database.instanceId(),
        databaseId,
        database.dialect());
  }

  EmulatorDatabase copied() {
    return made("from-google");
  }

  List<String> query(String sql) throws InterruptedException {
    return Rows.of(database, sql);
  }

  void assertRow(int id, String cells) throws InterruptedException {
    assertThat(query(CELLS + id)).containsExactly(cells);
  }

  /** The rows that the first import rejected. */
  String rejected() throws IOException {
    return contents("bad");
  }

  /** The files of a folder, one after the other, each byte as a character. */
  String contents(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return all.toString();
    }
  }

  @Override
  public void close() {
    proxy.close();
  }
}
