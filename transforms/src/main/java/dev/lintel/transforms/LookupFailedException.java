package dev.lintel.transforms;

/**
 * A lookup failed for a reason that is not one of its keys. The message names the table and the
 * database but no key; the cause is the last exception of the Spanner client.
 */
public final class LookupFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param where names the table and the database
   */
  LookupFailedException(String where, Throwable cause) {
    super("The keys could not be looked up in %s: %s".formatted(where, cause.getMessage()), cause);
  }
}
