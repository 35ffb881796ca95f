package dev.lintel.pipeline.copy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.Lintel;
import dev.lintel.pipeline.cli.LintelProcess;
import dev.lintel.pipeline.exports.DatabaseContents;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is killed anywhere and run again ends as one that was not. */
@Timeout(600)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Parents (Id INT64 NOT NULL, Name STRING(MAX)) PRIMARY KEY (Id)",
      "CREATE TABLE Children (Id INT64 NOT NULL, N INT64 NOT NULL, OtherId INT64) PRIMARY KEY (Id,"
          + " N), INTERLEAVE IN PARENT Parents ON DELETE CASCADE",
      "CREATE TABLE Nodes (Id INT64 NOT NULL, NextId INT64, CONSTRAINT FK_N FOREIGN KEY (NextId)"
          + " REFERENCES Nodes (Id)) PRIMARY KEY (Id)",
      "ALTER TABLE Children ADD CONSTRAINT FK_C FOREIGN KEY (OtherId) REFERENCES Parents (Id)",
      "CREATE UNIQUE INDEX ParentsByName ON Parents (Name)",
    })
class CopyKilledIT {
  private static final int KILLS = Integer.getInteger("lintel.copy.kills", 1);
  private static final int ROWS = 1_800;

  private final EmulatorDatabase source;
  private final SpannerEmulator emulator;
  @TempDir private Path folder;

  CopyKilledIT(EmulatorDatabase database, SpannerEmulator emulator) throws InterruptedException {
    this.source = database;
    this.emulator = emulator;
    String numbers = "FROM UNNEST(GENERATE_ARRAY(1, 600)) AS n";
    CopyDialectsIT.execute(
        database,
        List.of(
            "INSERT Parents (Id, Name) SELECT n, CONCAT('name ', CAST(n AS STRING)) " + numbers,
            "INSERT Children (Id, N, OtherId) SELECT n, 1, 601 - n " + numbers,
            "INSERT Nodes (Id, NextId) SELECT n, n + 1 FROM UNNEST(GENERATE_ARRAY(1, 599)) AS n"
                + " UNION ALL SELECT 600, 1"));
  }

  @Test
  void runAgainItEndsAsIfNothingHadHappened() throws Exception {
    DatabaseContents expected = DatabaseContents.of(source);
    for (int seed = 1; seed <= KILLS; seed++) {
      int after = new Random(seed).nextInt(ROWS);
      EmulatorDatabase copy = CopyRun.newDatabase(emulator, Dialect.GOOGLE_STANDARD_SQL);
      List<String> args = new ArrayList<>(List.of("copy"));
      args.addAll(CopyRun.optionsFor(source, copy));
      var builder = LintelProcess.java(Lintel.class, args).redirectErrorStream(true);
      builder.environment().put("SPANNER_EMULATOR_HOST", source.host());
      Process process =
          builder.redirectOutput(folder.resolve("copy-" + seed + ".log").toFile()).start();
      await().atMost(120, SECONDS).until(() -> !process.isAlive() || rows(copy) > after);
      process.destroyForcibly().waitFor();

      CopyRun.succeeding(source, copy);

      DatabaseContents.of(copy).assertSame(expected);
      emulator.dropDatabase(copy);
    }
  }

  private static long rows(EmulatorDatabase copy) throws InterruptedException {
    try {
      return Long.parseLong(
          Rows.of(
                  copy,
                  "SELECT (SELECT COUNT(*) FROM Parents) + (SELECT COUNT(*) FROM Children)"
                      + " + (SELECT COUNT(*) FROM Nodes)")
              .get(0)
              .replaceAll("\\D", ""));
    } catch (ConnectionFailedException | SpannerException e) {
      // It has not been created yet.
      return -1;
    }
  }
}
