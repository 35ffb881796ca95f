package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseNotFoundException;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.InstanceNotFoundException;
import com.google.cloud.spanner.SessionNotFoundException;
import com.google.cloud.spanner.SpannerException;

/** Recognizes the errors of a read that mean that its table, index or column does not exist. */
final class MissingSchemaObject {
  private MissingSchemaObject() {}

  static boolean isCauseOf(Throwable error) {
    // A row that does not exist is no error of a read, so NOT_FOUND can mean nothing else.
    return error instanceof SpannerException e
        && e.getErrorCode() == ErrorCode.NOT_FOUND
        && !(e instanceof DatabaseNotFoundException
            || e instanceof InstanceNotFoundException
            || e instanceof SessionNotFoundException);
  }
}
