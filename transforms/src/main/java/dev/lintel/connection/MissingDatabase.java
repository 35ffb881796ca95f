package dev.lintel.connection;

import com.google.cloud.spanner.DatabaseNotFoundException;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.InstanceNotFoundException;
import com.google.cloud.spanner.SpannerException;

/** Recognizes the errors of connecting that mean that the database does not exist. */
final class MissingDatabase {
  private MissingDatabase() {}

  static boolean isCauseOf(Throwable error) {
    // Connecting requests only the database, so NOT_FOUND can mean nothing else.
    return error instanceof DatabaseNotFoundException
        || error instanceof InstanceNotFoundException
        || (error instanceof SpannerException e && e.getErrorCode() == ErrorCode.NOT_FOUND);
  }
}
