package dev.lintel.pipeline.ledger;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of a run in this process, three times in its length, on a thread of its own that
 * does not keep the process alive. It measures the lease itself, too: a run that cannot reach the
 * ledger must stop when another one may take its key over. Thread-safe.
 */
public final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final int RENEWALS_PER_LEASE = 3;

  private final RunLedger ledger;
  private final String jobKey;
  private final String runId;
  private final Duration lease;
  private final Ticker ticker;
  private final AtomicReference<LostKeyException> lost = new AtomicReference<>();

  /** When the last renewal began that succeeded: the lease is at least that long. */
  private volatile long renewedAt;

  /** Why the renewals since then have failed; null if there was none. */
  private volatile @Nullable String problem;

  private volatile boolean closed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var daemon = new Thread(task, "lintel-lease");
            daemon.setDaemon(true);
            return daemon;
          });

  private LeaseKeeper(
      RunLedger ledger, String jobKey, String runId, Duration lease, Ticker ticker) {
    this.ledger = withItsOwnConnection(ledger);
    this.jobKey = jobKey;
    this.runId = runId;
    this.lease = lease;
    this.ticker = ticker;
    this.renewedAt = ticker.read();
  }

  /** Begins to renew the lease of a run that has just got its job's key. */
  public static LeaseKeeper start(RunLedger ledger, String jobKey, String runId, Duration lease) {
    return start(ledger, jobKey, runId, lease, Ticker.systemTicker());
  }

  /**
   * The same, with another clock.
   *
   * @param ticker measures the lease; renewals are made by the clock of the system
   */
  static LeaseKeeper start(
      RunLedger ledger, String jobKey, String runId, Duration lease, Ticker ticker) {
    var keeper = new LeaseKeeper(ledger, jobKey, runId, lease, ticker);
    long interval = lease.dividedBy(RENEWALS_PER_LEASE).toMillis();
    Future<?> unused =
        keeper.thread.scheduleAtFixedRate(keeper::renew, interval, interval, TimeUnit.MILLISECONDS);
    return keeper;
  }

  /**
   * An emulator ends the snapshot that a client reads from when the same client begins a
   * transaction, so on an emulator the renewals have their own connection. Spanner does not do
   * that.
   */
  private static RunLedger withItsOwnConnection(RunLedger ledger) {
    return ledger.config().isEmulator()
        ? new RunLedger(ledger.config().withChannels(1), ledger.timeout())
        : ledger;
  }

  /**
   * Renews the lease at once.
   *
   * @throws LostKeyException if another run has taken the key over
   */
  public synchronized void renewNow() throws InterruptedException {
    // The lease begins after this moment, so that it does not end later than it is measured here.
    long start = ticker.read();
    ledger.renew(jobKey, runId, lease);
    renewedAt = start;
    problem = null;
  }

  private void renew() {
    try {
      renewNow();
    } catch (LostKeyException e) {
      lost.set(e);
      thread.shutdown();
    } catch (InterruptedException e) {
      problem = "the renewal was interrupted";
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // The next renewal may succeed; an exception here would prevent it.
      problem = String.valueOf(e.getMessage());
      LOG.warn("The lease of run {} could not be renewed: {}", runId, problem);
    }
  }

  /**
   * Present if another run has taken the key over, or may have done so: the lease is over, and the
   * ledger does not answer. If the lease is over because this process did not run for a while, asks
   * the ledger before it answers.
   */
  public Optional<LostKeyException> lost() {
    if (isOver() && problem == null) {
      renew();
    }
    if (isOver()) {
      lost.compareAndSet(
          null,
          new LostKeyException(
              "Run %s could not renew its lease on the job key %s in %d s, so another run may have taken over: %s"
                  .formatted(runId, jobKey, lease.toSeconds(), problem)));
    }
    return Optional.ofNullable(lost.get());
  }

  /** On Dataflow the launcher's lease ends, and the run goes on. */
  private boolean isOver() {
    return !closed && lost.get() == null && ticker.read() - renewedAt > lease.toNanos();
  }

  /** Stops the renewals; the lease stays as it is. */
  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }
}
