package dev.lintel.connection;

import com.google.cloud.spanner.ErrorCode;

/**
 * A connection could not be opened. The message names the database, the endpoint and the reason.
 */
public final class ConnectionFailedException extends RuntimeException {
  private final ErrorCode errorCode;
  private final boolean databaseMissing;

  ConnectionFailedException(
      ErrorCode errorCode, boolean databaseMissing, String message, Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
    this.databaseMissing = databaseMissing;
  }

  /** Returns Spanner's code; {@code UNKNOWN} if the attempt failed before it reached Spanner. */
  public ErrorCode getErrorCode() {
    return errorCode;
  }

  /** Returns true if Spanner answered that the database or the instance does not exist. */
  public boolean isDatabaseMissing() {
    return databaseMissing;
  }
}
