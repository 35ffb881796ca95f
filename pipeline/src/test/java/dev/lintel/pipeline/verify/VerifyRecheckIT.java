package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private static final Duration PAUSE = Duration.ofSeconds(1);

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
      Future<Written> writer =
          threads.submit(() -> write(seed, List.of(reference, database), writing));
      VerifyRun run =
          VerifyRun.of(
              spelt(database),
              folder,
              "--againstDatabaseId=" + reference.databaseId(),
              "--recheckSeconds=" + PAUSE.toSeconds());
      writing.set(false);

      run.assertStatus(ExitStatus.DIFFERENT);
      Written written = writer.get();
      assertThat(run.found())
          .filteredOn(found -> !written.slowly().contains(idOf(found)))
          .containsExactly("T changed %d [V]".formatted(ROWS));
      assertThat(run.total("changed") + run.total("missing") + run.total("extra"))
          .isEqualTo(run.found().size());
      assertThat(run.summary().path("connectionsOpened").asInt()).isEqualTo(2);
      assertThat(written.rows()).as("rows written meanwhile").isPositive();
    } finally {
      writing.set(false);
      threads.shutdownNow();
    }
  }

  /**
   * What the writer has done.
   *
   * @param slowly rows that a change took a whole pause between two looks to reach both sides of,
   *     which may be on their way at every look
   */
  private record Written(long rows, Set<Integer> slowly) {}

  /** The id in a line such as {@code T changed 3 [V]}. */
  private static int idOf(String found) {
    return Integer.parseInt(found.split(" ", -1)[2]);
  }

  /** Writes, changes and deletes rows on one side, then on the other. */
  private static Written write(long seed, List<EmulatorDatabase> sides, AtomicBoolean writing)
      throws InterruptedException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long written = 0;
    Set<Integer> slowly = new HashSet<>();
    while (writing.get()) {
      int first = random.nextInt(2);
      int id = random.nextInt(ROWS);
      Mutation change =
          random.nextInt(4) == 0 ? Mutation.delete("T", Key.of(id)) : row(id, ++written);
      long begin = System.nanoTime();
      Rows.write(sides.get(first), change);
      Rows.write(sides.get(1 - first), change);
      if (System.nanoTime() - begin >= PAUSE.toNanos()) {
        slowly.add(id);
      }
    }
    return new Written(written, slowly);
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
