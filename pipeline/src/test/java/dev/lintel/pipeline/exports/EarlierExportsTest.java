package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.LintelExport.TableFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierExportsTest {
  private static final String DATABASE = "projects/p/instances/i/databases/d";

  @TempDir private Path outputs;

  private Path export(
      String name, String database, int hour, @Nullable String query, String... tables)
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
            Arrays.stream(tables).map(t -> new TableFacts(t, 0, null, List.of())).toList(),
            null);
    Files.writeString(folder.resolve(LintelExport.FILE_NAME), facts.toJson());
    Files.writeString(folder.resolve("spanner-export.json"), "{}");
    return folder;
  }

  private static Timestamp time(int hour) {
    return Timestamp.parseTimestamp("2026-11-24T%02d:00:00.000000001Z".formatted(hour));
  }

  private Map<String, Timestamp> snapshots() throws IOException {
    return EarlierExports.snapshots(outputs + "/i-d-", DATABASE);
  }

  @Test
  void ofEachTableTheNewestSnapshotWhateverTheNamesOfTheFolders() throws IOException {
    export("i-d-1", DATABASE, 3, null, "A", "B");
    export("i-d-2", DATABASE, 2, null, "A");
    export("i-d-3", DATABASE, 4, null, "B", "C");
    assertThat(snapshots())
        .containsOnly(Map.entry("A", time(3)), Map.entry("B", time(4)), Map.entry("C", time(4)));
  }

  private void export(String name, int since, int until) throws IOException {
    Path folder = export(name, DATABASE, until, null);
    var facts = LintelExport.parse(Files.readString(folder.resolve(LintelExport.FILE_NAME)));
    var window = new LintelExport.Window("At", time(since).toString(), time(until).toString());
    Files.writeString(
        folder.resolve(LintelExport.FILE_NAME),
        new LintelExport(
                facts.formatVersion(),
                name,
                DATABASE,
                "avro",
                facts.readTimestamp(),
                null,
                List.of(new TableFacts("A", 0, window, List.of())),
                null)
            .toJson());
  }

  @Test
  void windowsCountAsFarAsTheyFollowOnTheWholeTable() throws IOException {
    export("i-d-1", 1, 2);
    assertThat(snapshots()).as("nothing before 1").isEmpty();
    export("i-d-2", DATABASE, 3, null, "A");
    export("i-d-3", 3, 4);
    export("i-d-4", 2, 5);
    assertThat(snapshots()).containsOnly(Map.entry("A", time(5)));
    export("i-d-5", 6, 7);
    assertThat(snapshots()).as("from 5 to 6 is nowhere").containsOnly(Map.entry("A", time(5)));
    export("i-d-6", DATABASE, 8, null, "A");
    assertThat(snapshots()).containsOnly(Map.entry("A", time(8)));
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
    assertThat(snapshots()).containsOnly(Map.entry("A", time(1)));
  }

  @Test
  void givenNoFolderYet_none() throws IOException {
    assertThat(EarlierExports.snapshots(outputs + "/not/there/i-d-", DATABASE)).isEmpty();
  }

  @Test
  void givenOneThatCannotBeRead_failsAndNamesIt() throws IOException {
    Path facts = export("i-d-1", DATABASE, 1, null, "A").resolve(LintelExport.FILE_NAME);
    Files.writeString(facts, "{");
    assertThatThrownBy(this::snapshots)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(facts + ": line 1: ");
  }
}
