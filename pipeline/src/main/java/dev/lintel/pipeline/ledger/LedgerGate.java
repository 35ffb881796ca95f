package dev.lintel.pipeline.ledger;

import dev.lintel.transforms.DeleteGate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the deletes of a job back while its key is paused ({@code ./lintel runs --pause=KEY}). Asks
 * the ledger at most once in an interval, for all threads of a process. If the ledger does not
 * answer, its last answer counts. Immutable, thread-safe, and serialized with the pipeline graph.
 */
public final class LedgerGate implements DeleteGate {
  private static final long serialVersionUID = 1;

  /** So long a pause or a resumption may go unnoticed. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** One for each gate of the process, however often the gate was deserialized. */
  private static final ConcurrentHashMap<LedgerGate, PauseWatch> WATCHES =
      new ConcurrentHashMap<>();

  private final RunLedger ledger;
  private final String jobKey;
  private final Duration interval;

  private LedgerGate(RunLedger ledger, String jobKey, Duration interval) {
    this.ledger = ledger;
    this.jobKey = jobKey;
    this.interval = interval;
  }

  /** Returns the gate of a job, which asks the ledger every two seconds. */
  public static LedgerGate of(RunLedger ledger, String jobKey) {
    return new LedgerGate(ledger, jobKey, INTERVAL);
  }

  /** Returns the same gate with another interval. */
  public LedgerGate withInterval(Duration newInterval) {
    return new LedgerGate(ledger, jobKey, newInterval);
  }

  @Override
  public void await() throws InterruptedException {
    WATCHES
        .computeIfAbsent(
            this,
            gate ->
                new PauseWatch(
                    jobKey, () -> ledger.isPaused(jobKey), interval, PauseWatch.Time.SYSTEM))
        .await();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LedgerGate gate
        && ledger.equals(gate.ledger)
        && jobKey.equals(gate.jobKey)
        && interval.equals(gate.interval);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ledger, jobKey, interval);
  }
}
