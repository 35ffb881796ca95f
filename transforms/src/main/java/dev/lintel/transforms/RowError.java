package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.rpc.Status;
import dev.lintel.failure.FailedRecord;
import io.grpc.StatusRuntimeException;

/** Why Spanner rejected a row: its code, and its message without the client's additions. */
record RowError(ErrorCode code, String message) {

  static RowError of(SpannerException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status
          && status.getStatus().getDescription() != null) {
        return new RowError(error.getErrorCode(), status.getStatus().getDescription());
      }
    }
    return new RowError(error.getErrorCode(), String.valueOf(error.getMessage()));
  }

  /**
   * Returns the error of a row that was also rejected together with the rows that it references.
   *
   * @param together why Spanner rejected those rows as one commit
   */
  RowError within(RowError together) {
    return message.equals(together.message)
        ? this
        : new RowError(
            code,
            message + "; together with the rows that reference each other: " + together.message);
  }

  /** Returns the failed record of a mutation that Spanner rejected with this error. */
  FailedRecord<Mutation> failureOf(Mutation mutation) {
    return FailedRecord.of(mutation.getTable(), mutation, code, message);
  }

  static RowError of(Status status) {
    return new RowError(
        ErrorCode.fromGrpcStatus(io.grpc.Status.fromCodeValue(status.getCode())),
        status.getMessage());
  }
}
