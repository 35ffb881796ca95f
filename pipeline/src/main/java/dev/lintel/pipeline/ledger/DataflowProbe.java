package dev.lintel.pipeline.ledger;

/** Whether a run on Dataflow is over. */
@FunctionalInterface
public interface DataflowProbe {

  /**
   * Asks Dataflow.
   *
   * @param run one whose lease is over
   * @throws UnknownStateException if Dataflow does not answer, and nobody can tell
   */
  boolean isOver(RecordedRun run);

  /** Dataflow did not say. */
  final class UnknownStateException extends RuntimeException {
    public UnknownStateException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
