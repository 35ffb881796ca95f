package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseNotFoundException;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.InstanceNotFoundException;
import com.google.cloud.spanner.SessionNotFoundException;
import com.google.cloud.spanner.SpannerException;

/** What the answer to a commit means for the rows in it. */
enum CommitError {
  /** Some row is at fault; the others could be written without it. */
  CONTENT,
  /** No row is at fault, and the same commit may succeed later. */
  PASSING,
  /** No row is at fault, and trying again will not help: the bundle fails. */
  FATAL;

  static CommitError of(SpannerException error) {
    // These are NOT_FOUND like a missing parent row, but no row is to blame for them.
    if (error instanceof DatabaseNotFoundException || error instanceof InstanceNotFoundException) {
      return FATAL;
    }
    if (error instanceof SessionNotFoundException) {
      return PASSING;
    }
    var byCode = of(error.getErrorCode());
    // The client knows a few INTERNAL errors of the transport that pass.
    return byCode == FATAL && error.isRetryable() ? PASSING : byCode;
  }

  static CommitError of(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION, ALREADY_EXISTS, NOT_FOUND, OUT_OF_RANGE ->
          CONTENT;
      case UNAVAILABLE, ABORTED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED -> PASSING;
      default -> FATAL;
    };
  }
}
