package dev.lintel.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.cloud.Timestamp;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.ledger.DataflowProbe.UnknownStateException;
import dev.lintel.pipeline.ledger.RecordedRun.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Claims of a job's key, and what is recorded. Each test has its own key. */
@Timeout(120)
@SpannerDatabase
class RunLedgerIT {

  private static final Duration LONG = Duration.ofHours(1);

  /** A lease that has ended as soon as it begins. */
  private static final Duration NONE = Duration.ZERO;

  private static final DataflowProbe NOT_ASKED =
      run -> {
        throw new AssertionError("Dataflow was asked about " + run);
      };

  private final EmulatorDatabase database;
  private final RunLedger ledger;

  RunLedgerIT(EmulatorDatabase database) {
    this.database = database;
    this.ledger = new RunLedger(EmulatorConfig.of(database));
  }

  private List<RecordedRun> runs(String jobKey) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      return RunHistory.read(lease.connection(), Optional.of(jobKey), 100);
    }
  }

  private static TableWindow whole(String table, String until) {
    return TableWindow.whole(table, Optional.of("At"), until);
  }

  private Watermarks granted(NewRun run) throws InterruptedException {
    assertThat(run).isNotNull();
    Claim claim = ledger.claim(run, NOT_ASKED);
    assertThat(claim).isInstanceOf(Claim.Granted.class);
    return ((Claim.Granted) claim).watermarks();
  }

  @Test
  void aSecondRunIsSkippedWhileTheFirstHoldsTheKey() throws Exception {
    NewRun first = NewRuns.local("overlap", LONG);
    NewRun second = NewRuns.local("overlap", LONG);

    assertThat(granted(first)).isEqualTo(Watermarks.NONE);
    Claim claim = ledger.claim(second, NOT_ASKED);

    assertThat(claim)
        .isInstanceOfSatisfying(
            Claim.Refused.class,
            refused -> assertThat(refused.holder().runId()).isEqualTo(first.runId().value()));
    assertThat(runs("overlap"))
        .extracting(RecordedRun::runId, RecordedRun::state, run -> run.message().orElse(""))
        .containsExactlyInAnyOrder(
            tuple(first.runId().value(), State.RUNNING, ""),
            tuple(
                second.runId().value(),
                State.SKIPPED,
                "run %s was still running".formatted(first.runId())));
  }

  @Test
  void aRunThatSucceededIsRecordedWithItsFiguresAndWatermarks() throws Exception {
    NewRun first = NewRuns.local("success", LONG);
    granted(first);
    var outcome =
        new RunOutcome(
            7,
            2,
            List.of(
                whole("Notes", "2026-11-24T01:00:00.123456789Z"),
                whole("Plain", "2026-11-24T01:00:00.123456789Z")),
            "2 records were rejected");

    ledger.succeed("success", first.runId().value(), outcome);

    Watermarks watermarks = granted(NewRuns.local("success", LONG));
    assertThat(watermarks.of("Notes"))
        .contains(
            new Watermark(
                Timestamp.parseTimestamp("2026-11-24T01:00:00.123456789Z"), Optional.of("At")));
    assertThat(watermarks.of("Other")).isEmpty();
    RecordedRun recorded = runs("success").get(1);
    assertThat(recorded.state()).isEqualTo(State.SUCCEEDED);
    assertThat(recorded.rowsWritten()).hasValue(7);
    assertThat(recorded.rowsFailed()).hasValue(2);
    assertThat(recorded.message()).contains("2 records were rejected");
    assertThat(recorded.windows())
        .contains(
            "{\"Notes\":{\"column\":\"At\",\"until\":\"2026-11-24T01:00:00.123456789Z\"},"
                + "\"Plain\":{\"column\":\"At\",\"until\":\"2026-11-24T01:00:00.123456789Z\"}}");
    assertThat(recorded.parameters()).isEqualTo("{\"since\":\"last\"}");
    assertThat(recorded.launcher()).startsWith("a test in process ");
    assertThat(recorded.leaseExpires()).isEmpty();
    assertThat(recorded.endTime().orElseThrow()).isAfterOrEqualTo(recorded.startTime());
    assertThat(recorded.startTime())
        .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(10));
  }

  @Test
  void aRunThatFailedFreesTheKeyAndDoesNotChangeTheWatermarks() throws Exception {
    NewRun first = NewRuns.local("failure", LONG);
    granted(first);
    ledger.succeed(
        "failure",
        first.runId().value(),
        new RunOutcome(1, 0, List.of(whole("T", "2026-11-24T01:00:00Z")), ""));
    NewRun second = NewRuns.local("failure", LONG);
    Watermarks before = granted(second);

    ledger.fail("failure", second.runId().value(), "the disk is full");

    assertThat(granted(NewRuns.local("failure", LONG))).isEqualTo(before);
    assertThat(runs("failure").get(1))
        .satisfies(
            run -> {
              assertThat(run.state()).isEqualTo(State.FAILED);
              assertThat(run.message()).contains("the disk is full");
            });
  }

  @Test
  void aRunThatSucceededCannotFailAfterwards() throws Exception {
    NewRun run = NewRuns.local("late", LONG);
    granted(run);
    ledger.succeed("late", run.runId().value(), new RunOutcome(1, 0, List.of(), ""));

    ledger.fail("late", run.runId().value(), "the summary could not be written");

    assertThat(runs("late").get(0).state()).isEqualTo(State.SUCCEEDED);
  }

  @Test
  void aRepetitionAfterALostAnswerChangesNothing() throws Exception {
    NewRun run = NewRuns.local("again", LONG);
    granted(run);
    granted(run);
    assertThat(runs("again")).hasSize(1);
    var outcome = new RunOutcome(3, 0, List.of(whole("T", "2026-11-24T01:00:00Z")), "");
    ledger.succeed("again", run.runId().value(), outcome);
    List<RecordedRun> once = runs("again");

    ledger.succeed("again", run.runId().value(), outcome);
    assertThat(runs("again")).isEqualTo(once);

    NewRun second = NewRuns.local("again", LONG);
    granted(second);
    NewRun third = NewRuns.local("again", LONG);
    ledger.claim(third, NOT_ASKED);
    ledger.claim(third, NOT_ASKED);
    assertThat(runs("again")).hasSize(3);
  }

  @Test
  void ofTwoLaunchesWithTheSameIdOnlyOneGetsTheKey() throws Exception {
    NewRun first = NewRuns.local("same", LONG);
    granted(first);

    assertThat(ledger.claim(NewRuns.launchedBy(first, "another test"), NOT_ASKED))
        .isInstanceOf(Claim.Refused.class);

    assertThat(runs("same")).extracting(RecordedRun::state).containsExactly(State.RUNNING);
  }

  @Test
  void aRefusalWhoseAnswerWasLostIsNoObstacleLater() throws Exception {
    NewRun holder = NewRuns.local("refused", LONG);
    granted(holder);
    NewRun run = NewRuns.local("refused", LONG);
    ledger.claim(run, NOT_ASKED);
    ledger.fail("refused", holder.runId().value(), "it ends");

    granted(run);

    assertThat(runs("refused"))
        .filteredOn(recorded -> recorded.runId().equals(run.runId().value()))
        .singleElement()
        .satisfies(
            recorded -> {
              assertThat(recorded.state()).isEqualTo(State.RUNNING);
              assertThat(recorded.endTime()).isEmpty();
              assertThat(recorded.message()).isEmpty();
            });
  }

  @Test
  void aRenewalAfterSuccessIsNoLossOfTheKey() throws Exception {
    NewRun run = NewRuns.local("after", LONG);
    granted(run);
    ledger.succeed("after", run.runId().value(), new RunOutcome(1, 0, List.of(), ""));

    ledger.renew("after", run.runId().value(), LONG);

    assertThat(runs("after").get(0).leaseExpires()).isEmpty();
  }

  @Test
  void aLocalRunWhoseLeaseHasEndedIsTakenForDeadAndCannotContinue() throws Exception {
    NewRun dead = NewRuns.local("takeover", NONE);
    granted(dead);
    NewRun next = NewRuns.local("takeover", LONG);

    granted(next);

    assertThat(runs("takeover"))
        .filteredOn(run -> run.runId().equals(dead.runId().value()))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.state()).isEqualTo(State.FAILED);
              assertThat(run.message())
                  .contains(
                      "gave no sign of life until its lease ended; run %s took over"
                          .formatted(next.runId()));
            });
    var outcome = new RunOutcome(1, 0, List.of(whole("T", "2026-11-24T01:00:00Z")), "");
    String lost =
        "Run %s does not hold the job key takeover any more: it was taken for dead, and run %s took over"
            .formatted(dead.runId(), next.runId());
    assertThatThrownBy(() -> ledger.succeed("takeover", dead.runId().value(), outcome))
        .isInstanceOf(LostKeyException.class)
        .hasMessage(lost);
    assertThatThrownBy(() -> ledger.renew("takeover", dead.runId().value(), LONG))
        .isInstanceOf(LostKeyException.class)
        .hasMessage(lost);
    ledger.fail("takeover", next.runId().value(), "to see the watermarks");
    assertThat(granted(NewRuns.local("takeover", LONG))).isEqualTo(Watermarks.NONE);
  }

  @Test
  void aRunThatRenewsItsLeaseKeepsTheKey() throws Exception {
    NewRun run = NewRuns.local("renewed", NONE);
    granted(run);

    ledger.renew("renewed", run.runId().value(), LONG);

    assertThat(ledger.claim(NewRuns.local("renewed", LONG), NOT_ASKED))
        .isInstanceOf(Claim.Refused.class);
  }

  @Test
  void dataflowIsAskedAboutARunWhenItsLeaseHasEndedAndNotBefore() throws Exception {
    NewRun first = NewRuns.onDataflow("dataflow", NONE);
    granted(first);
    ledger.nameDataflowJob("dataflow", first.runId().value(), "2026-11-24_job");
    List<String> asked = new ArrayList<>();

    Claim whileItRuns =
        ledger.claim(
            NewRuns.onDataflow("dataflow", LONG),
            run -> {
              asked.add(run.dataflow().flatMap(DataflowJob::id).orElseThrow());
              return false;
            });
    assertThat(whileItRuns).isInstanceOf(Claim.Refused.class);
    assertThat(asked).containsExactly("2026-11-24_job");

    NewRun next = NewRuns.onDataflow("dataflow", LONG);
    assertThat(ledger.claim(next, run -> true)).isInstanceOf(Claim.Granted.class);
    assertThat(runs("dataflow"))
        .filteredOn(run -> run.runId().equals(first.runId().value()))
        .singleElement()
        .satisfies(
            run ->
                assertThat(run.message())
                    .contains(
                        "its Dataflow job ended without finishing it; run %s took over"
                            .formatted(next.runId())));

    assertThat(ledger.claim(NewRuns.onDataflow("dataflow", LONG), NOT_ASKED))
        .as("the lease of the new run has not ended")
        .isInstanceOf(Claim.Refused.class);
  }

  @Test
  void whereDataflowDoesNotAnswer_nobodyGetsTheKeyAndNothingIsRecorded() throws Exception {
    granted(NewRuns.onDataflow("silence", NONE));

    assertThatThrownBy(
            () ->
                ledger.claim(
                    NewRuns.local("silence", LONG),
                    run -> {
                      throw new UnknownStateException("no answer", null);
                    }))
        .isInstanceOf(UnknownStateException.class);

    assertThat(runs("silence"))
        .singleElement()
        .satisfies(run -> assertThat(run.state()).isEqualTo(State.RUNNING));
  }

  @Test
  void theKeyOfAnotherJobIsRefusedAndNothingIsRecorded() throws Exception {
    granted(NewRuns.local("mine", LONG));
    NewRun like = NewRuns.local("mine", LONG);
    NewRun other =
        new NewRun(
            like.jobKey(),
            like.runId(),
            "import",
            like.databaseName(),
            like.parameters(),
            like.launcher(),
            like.dataflow(),
            like.lease());

    assertThatThrownBy(() -> ledger.claim(other, NOT_ASKED))
        .isInstanceOf(KeyOfAnotherJobException.class)
        .hasMessage("mine is the key of export on projects/p/instances/i/databases/d");
    assertThat(runs("mine")).hasSize(1);
  }
}
