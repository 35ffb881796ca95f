package dev.lintel.pipeline.job;

import dev.lintel.pipeline.ledger.LostKeyException;
import dev.lintel.pipeline.ledger.Watermarks;
import java.util.Optional;

/** A run's hold on its job's key, which ends when the key is closed or the run is recorded. */
sealed interface RunKey extends AutoCloseable permits HeldKey, NoKey {

  /** How far earlier runs have exported each table; empty if runs are not recorded. */
  Optional<Watermarks> watermarks();

  /**
   * Adds the steps that record the run to its pipeline, and renews the lease.
   *
   * @throws LostKeyException if another run has taken the key over; this run must not start
   */
  void beforeStart(Prepared prepared) throws InterruptedException;

  /** Called when the pipeline has been handed to its runner. */
  void afterStart();

  /** Records which Dataflow job the run has become. */
  void nameDataflowJob(String id) throws InterruptedException;

  /**
   * Checks that the run still holds the key.
   *
   * @throws LostKeyException if another run has taken the key over; this run must stop
   */
  void checkHeld();

  /** Records that the pipeline failed, and frees the key. */
  void pipelineFailed() throws InterruptedException;

  /**
   * Records why the run failed, and frees the key. Adds to the reason what goes wrong with that.
   */
  void fail(Throwable reason);

  /** Stops renewing the lease. */
  @Override
  void close();
}
