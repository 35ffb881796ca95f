package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseNotFoundException;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.InstanceNotFoundException;
import com.google.cloud.spanner.SessionNotFoundException;
import com.google.cloud.spanner.SpannerException;

/** What the error of a commit means for its rows. */
enum CommitError {
  /** A row is at fault; the other rows could be written without it. */
  CONTENT,
  /** No row is at fault, and the same commit may succeed later. */
  TRANSIENT,
  /** No row is at fault, and trying again will not help: the bundle fails. */
  FATAL;

  static CommitError of(SpannerException error) {
    // NOT_FOUND also stands for a missing parent row, but here no row is at fault. The client never
    // gets another session: the bundle fails, and is retried with another connection.
    if (error instanceof DatabaseNotFoundException
        || error instanceof InstanceNotFoundException
        || error instanceof SessionNotFoundException) {
      return FATAL;
    }
    var byCode = of(error.getErrorCode());
    // The client retries a few INTERNAL errors of the transport.
    return byCode == FATAL && error.isRetryable() ? TRANSIENT : byCode;
  }

  static CommitError of(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION, ALREADY_EXISTS, NOT_FOUND, OUT_OF_RANGE ->
          CONTENT;
      case UNAVAILABLE, ABORTED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED -> TRANSIENT;
      default -> FATAL;
    };
  }
}
