package dev.lintel.pipeline.faults;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.Lease;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.faults.Seeds;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A purge and a writer contend for rows, while calls of the purge fail. The writer writes between
 * two calls of the purge. What it has written no longer meets the condition, and it only updates,
 * so that it finds out whether the row is still there.
 */
@Timeout(180)
class PurgeRegisterIT {
  private static final String SESSIONS =
      "CREATE TABLE Sessions (Id INT64 NOT NULL, Used INT64 NOT NULL) PRIMARY KEY (Id)";
  private static final int ROWS = 200;
  private static final int OLD = 100;
  private static final int SEEDS = 20;

  private final EmulatorDatabase database;
  private final FaultProxy proxy;
  private final Set<Long> touched = ConcurrentHashMap.newKeySet();

  @TempDir private Path folder;

  PurgeRegisterIT(@SpannerDatabase(ddl = SESSIONS) EmulatorDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.start(database.host());
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  static ImmutableList<Long> oneSeed() {
    return Seeds.first(1);
  }

  static ImmutableList<Long> allSeeds() {
    return Seeds.first(SEEDS);
  }

  @ParameterizedTest
  @MethodSource("oneSeed")
  void nothingIsDeletedThatNoLongerMeetsTheCondition(long seed) throws Exception {
    assertNothingIsDeletedThatNoLongerMeetsTheCondition(seed);
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("allSeeds")
  void nothingIsDeletedThatNoLongerMeetsTheCondition_manySeeds(long seed) throws Exception {
    assertNothingIsDeletedThatNoLongerMeetsTheCondition(seed);
  }

  private static Mutation.WriteBuilder session(Mutation.WriteBuilder row, long id, long used) {
    return row.set("Id").to(id).set("Used").to(used);
  }

  private void fill() throws InterruptedException {
    List<Mutation> rows = new ArrayList<>();
    rows.add(Mutation.delete("Sessions", KeySet.all()));
    for (long id = 0; id < ROWS; id++) {
      rows.add(session(Mutation.newInsertBuilder("Sessions"), id, 0).build());
    }
    Rows.write(database, rows.toArray(Mutation[]::new));
  }

  private void assertNothingIsDeletedThatNoLongerMeetsTheCondition(long seed) throws Exception {
    fill();
    // The writer is another client: on an emulator, transactions of one client end each other.
    ConnectionConfig ofWriter = EmulatorConfig.of(database).withChannels(1);
    try (Lease lease = SpannerConnections.acquire(ofWriter)) {
      SpannerConnection writer = lease.connection();
      FaultRule.When sometimes = FaultRule.When.rate(0.05);
      proxy.follow(
          new FaultPlan(
              seed,
              new FaultRule(
                  "the writer",
                  ImmutableSet.of("BeginTransaction", "ExecuteStreamingSql", "Commit"),
                  (call, random, ofSeed) -> touch(writer, random),
                  new Fault.Delay(Duration.ZERO)),
              FaultKind.UNAVAILABLE.rule(sometimes),
              FaultKind.ABORTED.rule(sometimes),
              FaultKind.LOST_COMMIT.rule(FaultRule.When.rate(0.2)),
              FaultKind.BROKEN_STREAM.rule(sometimes)));

      Path summary = folder.resolve("summary.json");
      CommandRun run =
          CommandRun.on(
              proxy.reach(database),
              "purge",
              "--tableName=Sessions",
              "--where=Used < " + OLD,
              "--rowsPerSecond=1000",
              "--summaryFile=" + summary);

      String what = Seeds.replay(seed) + "\n" + proxy.injected() + "\n" + run.out() + run.err();
      proxy.follow(FaultPlan.none());
      assertThat(run.status()).as(what).isEqualTo(ExitStatus.SUCCEEDED);
      assertThat(touched).as(what).isNotEmpty();
      JsonNode figures = new ObjectMapper().readTree(Files.readString(summary)).at("/tables/0");
      Set<Long> left =
          Rows.of(database, "SELECT Id FROM Sessions").stream()
              .map(row -> Long.valueOf(row.substring(1, row.length() - 1)))
              .collect(toImmutableSet());
      assertThat(left)
          .as("those and only those that were touched in time: %s", what)
          .isEqualTo(touched);
      assertThat(figures.path("failed").asLong()).as(what).isZero();
      assertThat(figures.path("deleted").asLong() + figures.path("changed").asLong())
          .as(what)
          .isEqualTo(figures.path("read").asLong());
      assertThat(figures.path("deleted").asLong()).as(what).isLessThanOrEqualTo(ROWS - left.size());
    }
  }

  /** Touches a row in every other call, unless it is gone; lets no call go wrong. */
  private boolean touch(SpannerConnection writer, double random) {
    if (random < 0.5) {
      long id = (long) (random * 2 * ROWS);
      try {
        writer
            .databaseClient()
            .writeAtLeastOnce(
                List.of(session(Mutation.newUpdateBuilder("Sessions"), id, OLD).build()));
        touched.add(id);
      } catch (SpannerException e) {
        switch (e.getErrorCode()) {
          // The row is gone; or a transaction of the purge was in the way.
          case NOT_FOUND, ABORTED -> {}
          default -> throw e;
        }
      }
    }
    return false;
  }
}
