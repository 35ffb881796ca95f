package dev.lintel.pipeline.ledger;

/** A run does not hold its job's key any more, because it was taken for dead. */
public final class LostKeyException extends RuntimeException {
  LostKeyException(String message) {
    super(message);
  }
}
