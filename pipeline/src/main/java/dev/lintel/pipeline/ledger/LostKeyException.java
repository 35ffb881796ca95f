package dev.lintel.pipeline.ledger;

/** A run was taken for dead and its job's key given to another, or given up. */
public final class LostKeyException extends RuntimeException {
  LostKeyException(String message) {
    super(message);
  }
}
