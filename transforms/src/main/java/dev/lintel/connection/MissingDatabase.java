package dev.lintel.connection;

import com.google.cloud.spanner.DatabaseNotFoundException;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.InstanceNotFoundException;
import com.google.cloud.spanner.SpannerException;

/** Tells a missing database from everything else that Spanner calls NOT_FOUND. */
final class MissingDatabase {
  private MissingDatabase() {}

  static boolean isMeantBy(Throwable error) {
    // Connecting asks for nothing but the database itself, so NOT_FOUND can only mean that.
    return error instanceof DatabaseNotFoundException
        || error instanceof InstanceNotFoundException
        || (error instanceof SpannerException e && e.getErrorCode() == ErrorCode.NOT_FOUND);
  }
}
