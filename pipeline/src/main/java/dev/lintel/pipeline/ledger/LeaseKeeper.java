package dev.lintel.pipeline.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of a run in this process, three times in its length, on a thread of its own that
 * does not keep the process alive. Thread-safe.
 */
public final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final int RENEWALS_PER_LEASE = 3;

  private final RunLedger ledger;
  private final String jobKey;
  private final String runId;
  private final Duration lease;
  private final AtomicReference<LostKeyException> lost = new AtomicReference<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var daemon = new Thread(task, "lintel-lease");
            daemon.setDaemon(true);
            return daemon;
          });

  private LeaseKeeper(RunLedger ledger, String jobKey, String runId, Duration lease) {
    this.ledger = withItsOwnConnection(ledger);
    this.jobKey = jobKey;
    this.runId = runId;
    this.lease = lease;
  }

  /** Begins to renew the lease of a run that holds its job's key. */
  public static LeaseKeeper start(RunLedger ledger, String jobKey, String runId, Duration lease) {
    var keeper = new LeaseKeeper(ledger, jobKey, runId, lease);
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

  private void renew() {
    try {
      ledger.renew(jobKey, runId, lease);
    } catch (LostKeyException e) {
      lost.set(e);
      thread.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // The next renewal may succeed; an exception here would prevent it.
      LOG.warn("The lease of run {} could not be renewed: {}", runId, e.getMessage());
    }
  }

  /** Present if another run has taken the key over. */
  public Optional<LostKeyException> lost() {
    return Optional.ofNullable(lost.get());
  }

  /** Stops the renewals; the lease stays as it is. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
