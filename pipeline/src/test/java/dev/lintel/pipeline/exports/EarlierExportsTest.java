package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.LintelExport.TableFacts;
import dev.lintel.pipeline.files.Folders;
import dev.lintel.pipeline.ledger.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierExportsTest {
  private static final String DATABASE = "projects/p/instances/i/databases/d";

  @TempDir private Path outputs;

  /** An export of whole tables that goes by the column {@code At}. */
  private Path export(
      String name, String database, int hour, @Nullable String query, String... tables)
      throws IOException {
    return export(
        name,
        database,
        hour,
        query,
        null,
        Arrays.stream(tables).map(table -> whole(table, "At")).toList());
  }

  private Path export(
      String name,
      String database,
      int hour,
      @Nullable String query,
      @Nullable String ddl,
      List<TableFacts> tables)
      throws IOException {
    Path folder = Files.createDirectories(outputs.resolve(name));
    var facts =
        new LintelExport(
            LintelExport.FORMAT_VERSION,
            name,
            database,
            "avro",
            time(hour).toString(),
            query,
            tables,
            ddl == null ? null : new LintelExport.Ddl(List.of(ddl), List.of()));
    Files.writeString(folder.resolve(LintelExport.FILE_NAME), facts.toJson());
    Files.writeString(folder.resolve("spanner-export.json"), "{}");
    return folder;
  }

  private static TableFacts whole(String table, @Nullable String column) {
    return new TableFacts(table, 0, null, column, List.of());
  }

  /** An export of a window of table A. */
  private void export(String name, String column, int since, int until) throws IOException {
    var window = new LintelExport.Window(column, time(since).toString(), time(until).toString());
    export(
        name,
        DATABASE,
        until,
        null,
        null,
        List.of(new TableFacts("A", 0, window, null, List.of())));
  }

  private static Timestamp time(int hour) {
    return Timestamp.parseTimestamp("2026-11-24T%02d:00:00.000000001Z".formatted(hour));
  }

  private static Map.Entry<String, Watermark> mark(
      String table, int hour, @Nullable String column) {
    return Map.entry(table, new Watermark(time(hour), Optional.ofNullable(column)));
  }

  private Map<String, Watermark> watermarks() throws IOException {
    return watermarks(Dialect.GOOGLE_STANDARD_SQL);
  }

  private Map<String, Watermark> watermarks(Dialect dialect) throws IOException {
    return new EarlierExports(DATABASE, dialect)
        .watermarks(folders(outputs), Set.of("A", "B", "C"))
        .byTable();
  }

  private static List<String> folders(Path outputs) throws IOException {
    return Folders.containing(
        FileSystems.matchNewResource(outputs.toString(), /* isDirectory= */ true),
        "i-d-",
        EarlierExports.FILES,
        PipelineOptionsFactory.create());
  }

  @Test
  void ofEachTableTheNewestSnapshotWhateverTheNamesOfTheFolders() throws IOException {
    export("i-d-1", DATABASE, 3, null, "A", "B");
    export("i-d-2", DATABASE, 2, null, "A");
    export("i-d-3", DATABASE, 4, null, "B", "C", "not looked for");
    assertThat(watermarks())
        .containsOnly(mark("A", 3, "At"), mark("B", 4, "At"), mark("C", 4, "At"));
  }

  @Test
  void windowsCountAsFarAsTheyFollowOnTheWholeTable() throws IOException {
    export("i-d-1", "At", 1, 2);
    assertThat(watermarks()).as("nothing before 1").isEmpty();
    export("i-d-2", DATABASE, 3, null, "A");
    export("i-d-3", "At", 3, 4);
    export("i-d-4", "At", 2, 5);
    assertThat(watermarks()).containsOnly(mark("A", 5, "At"));
    export("i-d-5", "At", 6, 7);
    assertThat(watermarks()).as("from 5 to 6 is nowhere").containsOnly(mark("A", 5, "At"));
    export("i-d-6", DATABASE, 8, null, "A");
    assertThat(watermarks()).containsOnly(mark("A", 8, "At"));
  }

  @Test
  void aWindowByAnotherColumnDoesNotFollow() throws IOException {
    export("i-d-1", DATABASE, 1, null, "A");
    export("i-d-2", "Changed", 1, 2);
    assertThat(watermarks()).containsOnly(mark("A", 1, "At"));
  }

  @Test
  void anExportThatDoesNotNameTheColumnWentByTheOnlyOneOfItsTable() throws IOException {
    String ddl =
        """
        CREATE TABLE A (Id INT64, At TIMESTAMP OPTIONS (allow_commit_timestamp = true))
          PRIMARY KEY (Id);
        CREATE TABLE B (Id INT64, At TIMESTAMP) PRIMARY KEY (Id);
        CREATE TABLE C (Id INT64, At TIMESTAMP OPTIONS (allow_commit_timestamp = true),
          `By` TIMESTAMP OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)
        """;
    export(
        "i-d-1",
        DATABASE,
        1,
        null,
        ddl,
        List.of(whole("A", null), whole("B", null), whole("C", null)));
    assertThat(watermarks())
        .containsOnly(mark("A", 1, "At"), mark("B", 1, null), mark("C", 1, null));
    export("i-d-2", "At", 1, 2);
    assertThat(watermarks()).contains(mark("A", 2, "At"));
  }

  @Test
  void soDidThatOfAPostgresDatabase() throws IOException {
    String ddl =
        """
        CREATE TABLE "A" ("Id" bigint PRIMARY KEY, "At" spanner.commit_timestamp)
        """;
    export("i-d-1", DATABASE, 1, null, ddl, List.of(whole("A", null)));
    assertThat(watermarks(Dialect.POSTGRESQL)).containsOnly(mark("A", 1, "At"));
  }

  @Test
  void givenDdlThatCannotBeRead_theColumnIsNotKnown() throws IOException {
    export("i-d-1", DATABASE, 1, null, "CREATE TABLE A (", List.of(whole("A", null)));
    export("i-d-2", DATABASE, 2, null, null, List.of(whole("B", null)));
    assertThat(watermarks()).containsOnly(mark("A", 1, null), mark("B", 2, null));
  }

  @Test
  void othersArePassedOver() throws IOException {
    export("i-d-1", DATABASE, 1, null, "A");
    export("i-d-e-1", "projects/p/instances/i/databases/d-e", 2, null, "A");
    export("i-d-2", "projects/other/instances/i/databases/d", 3, null, "A");
    export("i-d-3", DATABASE, 4, "SELECT 1 AS one", "A");
    Path unfinished = export("i-d-4", DATABASE, 5, null, "A");
    Files.delete(unfinished.resolve("spanner-export.json"));
    Path googles = export("i-d-5", DATABASE, 6, null, "A");
    Files.delete(googles.resolve(LintelExport.FILE_NAME));
    assertThat(watermarks()).containsOnly(mark("A", 1, "At"));
  }

  @Test
  void theFilesThatDescribeAnExportMayBeInAFolderOfTheirOwn() throws IOException {
    Path folder = export("i-d-1", DATABASE, 1, null, "A");
    Path apart = Files.createDirectory(folder.resolve("_export"));
    for (String file : List.of("spanner-export.json", "lintel-export.json")) {
      Files.move(folder.resolve(file), apart.resolve(file));
    }
    assertThat(watermarks()).containsOnly(mark("A", 1, "At"));
  }

  @Test
  void givenNoFolderYet_none() throws IOException {
    assertThat(folders(outputs.resolve("not/there"))).isEmpty();
    assertThat(watermarks()).isEmpty();
  }

  @Test
  void givenOneThatCannotBeRead_failsAndNamesIt() throws IOException {
    Path facts = export("i-d-1", DATABASE, 1, null, "A").resolve(LintelExport.FILE_NAME);
    Files.writeString(facts, "{");
    assertThatThrownBy(this::watermarks)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(facts + ": line 1: ");
  }
}
