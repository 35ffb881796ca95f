package dev.lintel.pipeline.ledger;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Statement;
import com.google.common.base.Ticker;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.transforms.DatabaseTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A launcher of incremental exports that does what it is told, one thing at a time. */
final class ScriptedLauncher {
  /** Longer than a test, so that only the script renews it. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final int number;
  private final String jobKey;
  private final RunLedger ledger;
  private final Duration skew;
  private final Supplier<Duration> passed;
  private final Random random;
  private boolean frozen;
  private @Nullable Run run;

  /**
   * A run that has got the key.
   *
   * @param since how far the exports before it have come
   * @param files the changes that it has exported
   */
  private record Run(
      String id, LeaseKeeper keeper, Optional<Timestamp> since, Set<Long> files, Until until) {}

  /** Up to which time a run has exported; null if it has not yet. */
  private static final class Until {
    private @Nullable Timestamp time;
  }

  /**
   * @param skew how much the clock of the launcher is ahead of the database's
   * @param passed the time that has passed by leaps
   */
  ScriptedLauncher(
      int number, String jobKey, RunLedger ledger, Duration skew, Supplier<Duration> passed) {
    this.number = number;
    this.jobKey = jobKey;
    this.ledger = ledger;
    this.skew = skew;
    this.passed = passed;
    this.random = new Random(number);
  }

  boolean holds() {
    return run != null && !frozen;
  }

  String runId() {
    return run.id();
  }

  Set<Long> exported() {
    return Set.copyOf(run.files());
  }

  boolean isFrozen() {
    return frozen;
  }

  void freeze() {
    frozen = true;
  }

  void goOn() {
    frozen = false;
  }

  boolean hasExported() {
    return run != null && run.until().time != null;
  }

  String launch() throws InterruptedException {
    var asked =
        new NewRun(
            jobKey,
            RunId.at(Instant.now().plus(skew).plus(passed.get()), random),
            "export",
            "projects/p/instances/i/databases/d",
            "{\"since\":\"last\"}",
            "launcher " + number,
            Optional.empty(),
            LEASE);
    Claim claim =
        ledger.claim(
            asked,
            holder -> {
              throw new AssertionError("no run is on Dataflow");
            });
    if (claim instanceof Claim.Refused refused) {
      return asked.runId() + " is skipped, as " + refused.holder().runId() + " runs";
    }
    String id = asked.runId().value();
    var keeper = LeaseKeeper.start(ledger, jobKey, id, LEASE, ticker());
    // As a job does before its pipeline begins.
    keeper.renewNow();
    run =
        new Run(
            id,
            keeper,
            ((Claim.Granted) claim).watermarks().of("Changes").map(Watermark::until),
            new HashSet<>(),
            new Until());
    return "launches " + id;
  }

  /** Goes with the time of the system, and the leaps. */
  private Ticker ticker() {
    return new Ticker() {
      @Override
      public long read() {
        return System.nanoTime() + passed.get().toNanos();
      }
    };
  }

  /** Whether its pipeline goes on: asked again and again, as the launcher of a job does. */
  boolean mayWrite() {
    if (!holds()) {
      return false;
    }
    if (run.keeper().lost().isPresent()) {
      stop();
      return false;
    }
    return true;
  }

  String renew() throws InterruptedException {
    try {
      run.keeper().renewNow();
      return "renews its lease";
    } catch (LostKeyException e) {
      stop();
      return e.getMessage();
    }
  }

  /** Writes what changed since the last export, as of now, to files. */
  String export(SpannerConnection connection) {
    Timestamp until = DatabaseTime.now(connection);
    run.files().clear();
    run.files().addAll(changes(connection, "Stamp <= TIMESTAMP '%s'", until));
    run.since()
        .ifPresent(
            since -> run.files().removeAll(changes(connection, "Stamp <= TIMESTAMP '%s'", since)));
    run.until().time = until;
    return "exports up to " + until;
  }

  /** As the last step of a pipeline, which does not ask before whether the key is lost. */
  String succeed() throws InterruptedException {
    String until = run.until().time.toString();
    TableWindow window =
        run.since().isEmpty()
            ? TableWindow.whole("Changes", Optional.of("Stamp"), until)
            : TableWindow.between("Changes", "Stamp", run.since().get().toString(), until);
    String id = run.id();
    try {
      ledger.succeed(jobKey, id, new RunOutcome(run.files().size(), 0, List.of(window), ""));
      return "succeeds";
    } catch (LostKeyException e) {
      return e.getMessage();
    } finally {
      stop();
    }
  }

  String fail() throws InterruptedException {
    ledger.fail(jobKey, run.id(), "as the script says");
    stop();
    return "fails";
  }

  void stop() {
    if (run != null) {
      run.keeper().close();
      run = null;
    }
  }

  /** The changes that meet a condition on their time. */
  static Set<Long> changes(SpannerConnection connection, String condition, Timestamp time) {
    Set<Long> ids = new HashSet<>();
    try (var rows =
        connection
            .databaseClient()
            .singleUse()
            .executeQuery(
                Statement.of("SELECT Id FROM Changes WHERE " + condition.formatted(time)))) {
      while (rows.next()) {
        ids.add(rows.getLong(0));
      }
    }
    return ids;
  }

  @Override
  public String toString() {
    return "launcher %d (%+d s)".formatted(number, skew.toSeconds());
  }
}
