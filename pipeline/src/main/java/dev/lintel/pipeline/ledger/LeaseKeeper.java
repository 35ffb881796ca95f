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
 * Gives the sign of life of a run that runs in this process: prolongs its lease three times in its
 * length, on a thread of its own that does not keep the process alive. Thread-safe.
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
    this.ledger = apartFromTheJob(ledger);
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
   * transaction, so there the renewals have a connection of their own. Spanner does not.
   */
  private static RunLedger apartFromTheJob(RunLedger ledger) {
    return ledger.config().isEmulator() ? new RunLedger(ledger.config().withChannels(1)) : ledger;
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
      // Whatever it was, the next time may succeed; thrown, it would be the last one.
      LOG.warn("The lease of run {} could not be prolonged: {}", runId, e.getMessage());
    }
  }

  /** That the key was lost meanwhile. */
  public Optional<LostKeyException> lost() {
    return Optional.ofNullable(lost.get());
  }

  /** Stops; the lease stays as it is. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
