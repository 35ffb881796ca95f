package dev.lintel.transforms;

/** A lookup that failed for a reason that is none of its keys'. */
public final class LookupFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LookupFailedException(Throwable cause) {
    super("The keys could not be looked up: " + cause.getMessage(), cause);
  }
}
