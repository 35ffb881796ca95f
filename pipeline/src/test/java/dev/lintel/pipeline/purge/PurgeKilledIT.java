package dev.lintel.pipeline.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.cli.LintelProcess;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.faults.HeldCalls;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A purge with an archive that is killed in the middle, and run again. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Orders (Id INT64 NOT NULL, Kind INT64) PRIMARY KEY (Id)",
      """
      CREATE TABLE Items (Id INT64 NOT NULL, Item INT64 NOT NULL, Text STRING(20))
        PRIMARY KEY (Id, Item), INTERLEAVE IN PARENT Orders ON DELETE NO ACTION
      """
    })
class PurgeKilledIT {
  private static final int ORDERS = 60;
  private static final String ALL =
      "SELECT o.Id, Kind, Item, Text FROM Orders AS o LEFT JOIN Items AS i ON o.Id = i.Id"
          + " ORDER BY o.Id, Item";

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  PurgeKilledIT(EmulatorDatabase database) {
    this.database = database;
  }

  private void fill() throws InterruptedException {
    List<Mutation> rows = new ArrayList<>();
    rows.add(Mutation.delete("Items", KeySet.all()));
    rows.add(Mutation.delete("Orders", KeySet.all()));
    for (long id = 0; id < ORDERS; id++) {
      rows.add(Mutation.newInsertBuilder("Orders").set("Id").to(id).set("Kind").to(id % 3).build());
      for (long item = 0; item < 2; item++) {
        rows.add(
            Mutation.newInsertBuilder("Items")
                .set("Id")
                .to(id)
                .set("Item")
                .to(item)
                .set("Text")
                .to("text " + id)
                .build());
      }
    }
    Rows.write(database, rows.toArray(Mutation[]::new));
  }

  private String[] options() {
    return new String[] {
      "--where=Kind > 0", "--includeChildren", "--archiveDir=" + folder.resolve("archive")
    };
  }

  private long rows() throws InterruptedException {
    String count =
        Rows.of(
                database,
                "SELECT (SELECT COUNT(*) FROM Items) + (SELECT COUNT(*) FROM Orders) AS n")
            .get(0);
    return Long.parseLong(count.replaceAll("[^0-9]", ""));
  }

  /** Kills a run once it has deleted some rows, runs it again, and looks at what there is. */
  private void killAndRunAgain(long seed) throws Exception {
    fill();
    List<String> before = Rows.of(database, ALL);
    List<String> undisturbed = Rows.of(database, ALL.replace(" ORDER", " WHERE Kind = 0 ORDER"));
    long all = rows();
    // 120 rows go, at most 20 with a commit, so that there are six or more.
    int commits = 1 + new Random(seed).nextInt(5);

    List<String> slowly = new ArrayList<>(List.of("--tableName=Orders", "--rowsPerSecond=20"));
    slowly.addAll(List.of(options()));
    Path output = folder.resolve("output.log");
    try (var calls = HeldCalls.after(database, commits, "Commit")) {
      Process process =
          LintelProcess.job(calls.database(), output, "purge", slowly.toArray(String[]::new));
      try {
        calls.await(process, output);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    assertThat(rows())
        .as(Files.readString(output))
        .isLessThan(all)
        .isGreaterThan(undisturbed.size() + ORDERS / 3);

    CommandRun again = PurgeRun.ending(ExitStatus.SUCCEEDED, database, "Orders", options());
    assertThat(again.err()).doesNotContain("Exception");
    assertThat(Rows.of(database, ALL)).isEqualTo(undisturbed);

    for (Path archive : archives()) {
      CommandRun back = CommandRun.on(database, "import", "--inputDir=" + archive);
      assertThat(back.status()).as(back.err()).isEqualTo(ExitStatus.SUCCEEDED);
    }
    assertThat(Rows.of(database, ALL)).isEqualTo(before);
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> found = Files.list(folder.resolve("archive"))) {
      return found.sorted().toList();
    }
  }

  @Test
  void killedAndRunAgain_theDatabaseIsAsAfterAnUndisturbedRun() throws Exception {
    killAndRunAgain(20261129);
  }

  static IntStream seeds() {
    return IntStream.range(0, 10);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("seeds")
  void killedAnywhere(int seed) throws Exception {
    killAndRunAgain(seed);
  }
}
