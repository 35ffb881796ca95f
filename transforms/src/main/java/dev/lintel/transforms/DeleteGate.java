package dev.lintel.transforms;

import java.io.Serializable;

/**
 * Holds a {@link DeleteRows} back as long as nothing may be deleted.
 *
 * <p>It travels with the pipeline to every worker process, so it is serialized with it. Many
 * threads of a process call it, each before a commit: an implementation that asks a server keeps
 * the answer for a few seconds, for all threads of the process. Must be thread-safe.
 */
@FunctionalInterface
public interface DeleteGate extends Serializable {

  /** The gate that never holds anything back. */
  DeleteGate OPEN = () -> {};

  /**
   * Returns when the next batch may be deleted; blocks until then, for any time.
   *
   * @throws InterruptedException if the runner gives the bundle up; let it through
   */
  void await() throws InterruptedException;
}
