package dev.lintel.pipeline.ledger;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.imports.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The renewals of a lease. */
@Timeout(60)
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

    try (var keeper = LeaseKeeper.start(ledger, "kept", run.runId().value(), LEASE)) {
      await().atMost(30, SECONDS).until(() -> leaseEnds("kept").isAfter(first.plus(LEASE)));
      assertThat(keeper.lost()).isEmpty();
    }
  }

  @Test
  void theLossOfTheKeyIsNoticed() throws Exception {
    NewRun run = claimed("lost");

    try (var keeper = LeaseKeeper.start(ledger, "lost", run.runId().value(), LEASE)) {
      Rows.write(
          database,
          Mutation.newUpdateBuilder("LintelJobs")
              .set("JobKey")
              .to("lost")
              .set("RunId")
              .to("another")
              .build());
      await().atMost(30, SECONDS).until(() -> keeper.lost().isPresent());
      assertThat(keeper.lost().orElseThrow())
          .hasMessageContaining("it was taken for dead, and run another took over");
    }
  }
}
