package dev.lintel.pipeline.ledger;

/** Finds out whether a run on Dataflow is over. */
@FunctionalInterface
public interface DataflowProbe {

  /**
   * Asks Dataflow.
   *
   * @param run a run whose lease has ended
   * @throws UnknownStateException if Dataflow does not answer
   */
  boolean isOver(RecordedRun run);

  /** Dataflow did not answer. */
  final class UnknownStateException extends RuntimeException {
    public UnknownStateException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
