package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Deletes while a writer keeps touching the rows. {@code -Dlintel.test.writerSeeds=N} runs N
 * schedules.
 */
@Timeout(600)
@SpannerDatabase(
    ddl =
        "CREATE TABLE Sessions (Id INT64 NOT NULL, Used INT64 NOT NULL, Touched BOOL) PRIMARY KEY"
            + " (Id)")
class DeleteRowsWriterIT {
  private static final int ROWS = 60;
  private static final int OLD = 100;

  private final ConnectionConfig config;

  DeleteRowsWriterIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("lintel.test.writerSeeds", 3));
  }

  private static Mutation.WriteBuilder session(Mutation.WriteBuilder row, long id, long used) {
    return row.set("Id").to(id).set("Used").to(used);
  }

  /**
   * A touched row does not meet the condition any more, and the writer only updates, which fails
   * for a row that is gone. So a row that is deleted was never touched, and each touched row is
   * still there.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void noRowIsDeletedThatDoesNotMeetTheConditionAnyMore(long seed) throws Exception {
    var random = new Random(seed);
    List<Mutation> rows = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      rows.add(
          session(Mutation.newInsertOrUpdateBuilder("Sessions"), id, 0)
              .set("Touched")
              .to(false)
              .build());
      keys.add(Key.of(id));
    }
    // The writer is another client: on an emulator, transactions of one client end each other.
    try (var lease = SpannerConnections.acquire(config.withChannels(1))) {
      SpannerConnection other = lease.connection();
      other.databaseClient().write(rows);
      var over = new AtomicBoolean();
      CompletableFuture<Set<Long>> writer =
          CompletableFuture.supplyAsync(() -> touch(other, random, over));
      Deletion result;
      try {
        result =
            Deletion.of(
                DeleteRows.from(config)
                    .withTable("Sessions")
                    .withCondition("Used < " + OLD)
                    .withBatchLimits(BatchLimits.defaults().withMaxRows(1 + random.nextInt(12))),
                keys);
      } finally {
        over.set(true);
      }
      Set<Long> touched = writer.get();
      Set<Long> left = new HashSet<>();
      try (var found =
          other
              .databaseClient()
              .singleUse()
              .executeQuery(Statement.of("SELECT Id, Touched FROM Sessions"))) {
        while (found.next()) {
          left.add(found.getLong(0));
        }
      }
      assertThat(left).as("the rows that were touched in time").containsAll(touched);
      assertThat(result.failed).isEmpty();
      assertThat(result.deleted)
          .doesNotContainAnyElementsOf(touched.stream().map(Key::of).toList());
      assertThat(result.changed).hasSize(ROWS - result.deleted.size());
      assertThat(left).hasSize(result.changed.size());
    }
  }

  /** Touches rows, at most half of them; returns those that it found in time. */
  private static Set<Long> touch(SpannerConnection connection, Random random, AtomicBoolean over) {
    Set<Long> touched = new HashSet<>();
    for (int i = 0; i < ROWS / 2 && !over.get(); i++) {
      long id = random.nextInt(ROWS);
      try {
        connection
            .databaseClient()
            .writeAtLeastOnce(
                List.of(
                    session(Mutation.newUpdateBuilder("Sessions"), id, OLD)
                        .set("Touched")
                        .to(true)
                        .build()));
        touched.add(id);
      } catch (SpannerException e) {
        switch (e.getErrorCode()) {
          // The row is gone; or a transaction was in the way.
          case NOT_FOUND, ABORTED -> {}
          default -> throw e;
        }
      }
    }
    return touched;
  }
}
