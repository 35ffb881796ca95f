package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While a writer changes the same rows of both databases, one after the other, only the row is
 * reported that stays different. More seeds: {@code -Dlintel.seeds=20}.
 */
@Timeout(120)
class VerifyRecheckIT {
  private static final String TABLE = "CREATE TABLE T (Id INT64, V INT64) PRIMARY KEY (Id)";
  private static final int ROWS = 40;

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("lintel.seeds", 2));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rowsOnTheirWayAreNoDifferences(
      long seed,
      @SpannerDatabase(ddl = TABLE) EmulatorDatabase reference,
      @SpannerDatabase(ddl = TABLE) EmulatorDatabase database)
      throws Exception {
    Mutation[] rows = IntStream.range(0, ROWS).mapToObj(id -> row(id, 0)).toArray(Mutation[]::new);
    Rows.write(reference, rows);
    Rows.write(database, rows);
    Rows.write(reference, row(ROWS, 1));
    Rows.write(database, row(ROWS, 2));
    var writing = new AtomicBoolean(true);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Long> writer =
          threads.submit(() -> write(seed, List.of(reference, database), writing));
      VerifyRun run =
          VerifyRun.of(
              spelt(database),
              folder,
              "--againstDatabaseId=" + reference.databaseId(),
              "--recheckSeconds=1");
      writing.set(false);

      run.assertStatus(ExitStatus.DIFFERENT);
      assertThat(run.found()).containsExactly("T changed %d [V]".formatted(ROWS));
      assertThat(run.total("changed")).isEqualTo(1);
      assertThat(run.total("missing") + run.total("extra")).isZero();
      assertThat(run.summary().path("connectionsOpened").asInt()).isEqualTo(2);
      assertThat(writer.get()).as("rows written meanwhile").isGreaterThan(10);
    } finally {
      writing.set(false);
      threads.shutdownNow();
    }
  }

  /** Writes, changes and deletes rows on one side, then on the other. */
  private static long write(long seed, List<EmulatorDatabase> sides, AtomicBoolean writing)
      throws InterruptedException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long written = 0;
    while (writing.get()) {
      int first = random.nextInt(2);
      int id = random.nextInt(ROWS);
      Mutation change =
          random.nextInt(4) == 0 ? Mutation.delete("T", Key.of(id)) : row(id, ++written);
      Rows.write(sides.get(first), change);
      Rows.write(sides.get(1 - first), change);
    }
    return written;
  }

  private static Mutation row(int id, long value) {
    return Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id).set("V").to(value).build();
  }

  /** Under another spelling of the host the job has connections of its own. */
  static EmulatorDatabase spelt(EmulatorDatabase database) {
    return new EmulatorDatabase(
        database.host().replaceFirst("^[^:]+", "LOCALHOST"),
        database.projectId(),
        database.instanceId(),
        database.databaseId(),
        database.dialect());
  }
}
