package dev.lintel.transforms;

/**
 * A lookup that failed for a reason that is none of its keys'. The message names the table and the
 * database, and no key; the cause is what Spanner's client threw last.
 */
public final class LookupFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param where the table and the database
   */
  LookupFailedException(String where, Throwable cause) {
    super("The keys could not be looked up in %s: %s".formatted(where, cause.getMessage()), cause);
  }
}
