package dev.lintel.pipeline.ledger;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Dialect;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.runs.RecordedRuns;
import dev.lintel.pipeline.summary.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pauses of jobs, with the command and in the ledger. */
@Timeout(120)
@SpannerDatabase
class PausesIT {
  private final EmulatorDatabase database;
  private final ConnectionConfig config;
  private final RunLedger ledger;

  PausesIT(EmulatorDatabase database) {
    this.database = database;
    this.config = EmulatorConfig.of(database);
    this.ledger = new RunLedger(config);
  }

  private static NewRun run(String job, String jobKey) {
    return new NewRun(
        jobKey,
        RunId.at(Instant.now(), RandomGenerator.getDefault()),
        job,
        "projects/p/instances/i/databases/d",
        "{}",
        "a test",
        Optional.empty(),
        Duration.ofHours(1));
  }

  private void claim(String job, String jobKey) throws InterruptedException {
    assertThat(ledger.claim(run(job, jobKey), holder -> false)).isInstanceOf(Claim.Granted.class);
  }

  private CommandRun runs(String... options) {
    return RecordedRuns.command(database, options);
  }

  @Test
  void aJobIsPausedAndResumedByItsKey() throws Exception {
    claim("purge", "old-rows");
    assertThat(ledger.isPaused("old-rows")).isFalse();

    CommandRun pause = runs("--pause=old-rows");
    assertThat(pause.status()).as(pause.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(pause.out())
        .isEqualTo(
            "old-rows is paused: it deletes nothing more after a few seconds; --resume=old-rows"
                + " lets it go on\n");
    assertThat(ledger.isPaused("old-rows")).isTrue();
    assertThat(runs("--pause=old-rows").out()).startsWith("old-rows was paused already; ");
    assertThat(runs("--jobKey=old-rows").out())
        .contains("RUNNING, paused")
        .containsPattern(
            "\n"
                + "old-rows is paused since [-0-9]{10} [:0-9]{8} UTC; --resume=old-rows lets it"
                + " go on\n");
    assertThat(RecordedRuns.of(database, "old-rows").get(0).get("pausedSince").asText())
        .startsWith("20");

    assertThat(runs("--resume=old-rows").out())
        .isEqualTo("old-rows goes on within a few seconds\n");
    assertThat(ledger.isPaused("old-rows")).isFalse();
    assertThat(runs("--resume=old-rows").out()).isEqualTo("old-rows was not paused\n");
    assertThat(runs("--jobKey=old-rows").out()).doesNotContain("paused");
  }

  @Test
  void aPauseOutlivesTheRun() throws Exception {
    NewRun first = run("purge", "outlives");
    ledger.claim(first, holder -> false);
    assertThat(ledger.pause("outlives")).isTrue();
    ledger.succeed("outlives", first.runId().value(), new RunOutcome(1, 0, List.of(), ""));
    claim("purge", "outlives");
    assertThat(ledger.isPaused("outlives")).isTrue();
  }

  @Test
  void whatCannotBePausedIsRefused() throws Exception {
    claim("export", "nightly-export");
    assertRefused(
        "--pause=nightly-export is the key of export on projects/p/instances/i/databases/d, which"
            + " cannot be paused: only purge can",
        "--pause=nightly-export");
    assertRefused("--pause=unknown is not the key of a job in ", "--pause=unknown");
    assertRefused("--resume=unknown is not the key of a job in ", "--resume=unknown");
    assertRefused("--pause and --resume exclude each other", "--pause=a", "--resume=a");
    assertThat(ledger.isPaused("nightly-export")).isFalse();
    assertThat(ledger.pause("unknown")).isFalse();
  }

  private void assertRefused(String message, String... options) {
    runs(options).assertRefused(message);
  }

  @Test
  void aLedgerOfAnEarlierReleaseGetsTheColumnWithTheFirstPause(SpannerEmulator emulator)
      throws Exception {
    Dialect dialect = dialect();
    EmulatorDatabase old =
        emulator.createDatabase(
            dialect,
            LedgerTables.ddl(dialect).stream()
                .map(statement -> statement.replaceAll("\n *\"?PausedSince.*", ""))
                .toList());
    var earlier = new RunLedger(EmulatorConfig.of(old));
    assertThat(earlier.claim(run("purge", "old"), holder -> false))
        .isInstanceOf(Claim.Granted.class);
    assertThat(earlier.isPaused("old")).isFalse();
    assertThat(earlier.resume("old")).isFalse();
    assertThat(RecordedRuns.command(old).out()).contains("RUNNING").doesNotContain("paused");

    assertThat(earlier.pause("old")).isTrue();
    assertThat(earlier.isPaused("old")).isTrue();
    assertThat(RecordedRuns.command(old).out()).contains("RUNNING, paused");
    assertThat(earlier.resume("old")).isTrue();
    assertThat(earlier.isPaused("old")).isFalse();
  }

  @Test
  void withoutALedgerNothingIsPaused(SpannerEmulator emulator) throws Exception {
    var none = new RunLedger(EmulatorConfig.of(emulator.createDatabase(dialect(), List.of())));
    assertThat(none.isPaused("any")).isFalse();
    assertThat(none.pause("any")).isFalse();
    assertThat(none.findOwner("any")).isEmpty();
  }

  @Test
  void theGateHoldsWhileTheJobIsPaused() throws Exception {
    claim("purge", "gate");
    LedgerGate gate =
        SerializableUtils.ensureSerializable(
            LedgerGate.of(ledger, "gate").withInterval(Duration.ofMillis(10)));
    ledger.pause("gate");
    var resumed = new AtomicBoolean();
    var heldUntilResumed = new AtomicBoolean();
    var thread =
        new Thread(
            () -> {
              try {
                gate.await();
                heldUntilResumed.set(resumed.get());
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    await().atMost(60, SECONDS).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    resumed.set(true);
    ledger.resume("gate");
    thread.join();
    assertThat(heldUntilResumed).isTrue();
  }

  private Dialect dialect() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return lease.connection().databaseClient().getDialect();
    }
  }
}
