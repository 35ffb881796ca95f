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

  /** Spanner's code; {@code UNKNOWN} if the attempt failed before Spanner was asked. */
  public ErrorCode getErrorCode() {
    return errorCode;
  }

  /** True if Spanner answered that there is no such database or no such instance. */
  public boolean isDatabaseMissing() {
    return databaseMissing;
  }
}
