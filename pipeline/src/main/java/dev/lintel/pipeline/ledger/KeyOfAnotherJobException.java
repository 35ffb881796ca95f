package dev.lintel.pipeline.ledger;

/** A job key that belongs to another job, or to the same job on another database. */
public final class KeyOfAnotherJobException extends RuntimeException {
  KeyOfAnotherJobException(String message) {
    super(message);
  }
}
