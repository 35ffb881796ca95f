package dev.lintel.pipeline.ledger;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.transforms.DatabaseTime;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The renewals of a lease. */
@Timeout(120)
@SpannerDatabase
class LeaseKeeperIT {

  private static final Duration LEASE = Duration.ofSeconds(1);

  private final EmulatorDatabase database;
  private final RunLedger ledger;

  LeaseKeeperIT(EmulatorDatabase database) {
    this.database = database;
    this.ledger = new RunLedger(EmulatorConfig.of(database));
  }

  private NewRun claimed(String jobKey) throws InterruptedException {
    NewRun run = NewRuns.local(jobKey, LEASE);
    assertThat(
            ledger.claim(
                run,
                holder -> {
                  throw new AssertionError("no run is on Dataflow");
                }))
        .isInstanceOf(Claim.Granted.class);
    return run;
  }

  private Instant leaseEnds(String jobKey) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      return RunHistory.read(lease.connection(), Optional.of(jobKey), 1)
          .get(0)
          .leaseExpires()
          .orElseThrow();
    }
  }

  @Test
  void theLeaseIsRenewedAgainAndAgain() throws Exception {
    NewRun run = claimed("kept");
    Instant first = leaseEnds("kept");

    try (var keeper = start(ledger, run, LEASE)) {
      await().atMost(60, SECONDS).until(() -> leaseEnds("kept").isAfter(first.plus(LEASE)));
      assertThat(keeper.lost()).isEmpty();
    }
  }

  /** A clock that does not move by itself: however slow a renewal is, the lease is not over. */
  private final AtomicLong now = new AtomicLong();

  private LeaseKeeper start(RunLedger ledger, NewRun run, Duration lease) {
    return LeaseKeeper.start(
        ledger,
        run.jobKey(),
        run.runId().value(),
        lease,
        new Ticker() {
          @Override
          public long read() {
            return now.get();
          }
        });
  }

  @Test
  void aRunThatWasFrozenGoesOnIfNobodyHasTakenOver() throws Exception {
    NewRun run = claimed("frozen");

    // Longer than the test, so that the thread of the keeper does not renew it.
    try (var keeper = start(ledger, run, Duration.ofHours(1))) {
      now.addAndGet(Duration.ofHours(2).toNanos());
      assertThat(keeper.lost()).isEmpty();
      assertThat(leaseEnds("frozen")).as("it is renewed").isAfter(leaseOfAnHourAgo());
      assertThat(keeper.lost()).isEmpty();
    }
  }

  private Instant leaseOfAnHourAgo() throws InterruptedException {
    return RunRow.instant(ledgerTime()).plus(Duration.ofMinutes(50));
  }

  private Timestamp ledgerTime() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      return DatabaseTime.now(lease.connection());
    }
  }

  @Test
  void aRunThatCannotReachTheLedgerStopsWhenItsLeaseIsOver() throws Exception {
    NewRun run = claimed("alone");
    try (FaultProxy proxy = FaultProxy.start(database.host())) {
      ConnectionConfig config = EmulatorConfig.of(proxy.reach(database)).withChannels(1);
      var unreachable = new RunLedger(config, new RequestTimeout(Duration.ofSeconds(1)));
      try (var lease = SpannerConnections.acquire(config);
          var keeper = start(unreachable, run, Duration.ofHours(1))) {
        assertThat(lease.connection().config()).isEqualTo(config);
        proxy.follow(
            new FaultPlan(
                1,
                new FaultRule(
                    "cut off",
                    ImmutableSet.of("BeginTransaction", "ExecuteStreamingSql", "StreamingRead"),
                    FaultRule.When.from(1),
                    new Fault.Refusal(Status.Code.UNAVAILABLE, "cut off"))));

        now.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(keeper.lost()).as("it still has its lease").isEmpty();
        now.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(keeper.lost())
            .hasValueSatisfying(
                lost ->
                    assertThat(lost)
                        .hasMessageStartingWith(
                            "Run %s could not renew its lease on the job key alone in 3600 s, so another run may have taken over: "
                                .formatted(run.runId())));
      }
    }
  }

  @Test
  void aKeeperThatIsClosedLosesNothing() throws Exception {
    NewRun run = claimed("closed");
    var keeper = start(ledger, run, Duration.ofHours(1));
    keeper.close();
    now.addAndGet(Duration.ofHours(2).toNanos());
    assertThat(keeper.lost()).isEmpty();
  }

  @Test
  void theLossOfTheKeyIsNoticed() throws Exception {
    NewRun run = claimed("lost");

    try (var keeper = start(ledger, run, LEASE)) {
      Rows.write(
          database,
          Mutation.newUpdateBuilder("LintelJobs")
              .set("JobKey")
              .to("lost")
              .set("RunId")
              .to("another")
              .build());
      await().atMost(60, SECONDS).until(() -> keeper.lost().isPresent());
      assertThat(keeper.lost().orElseThrow())
          .hasMessageContaining("it was taken for dead, and run another took over");
    }
  }
}
