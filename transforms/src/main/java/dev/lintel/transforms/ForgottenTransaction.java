package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;

/**
 * Recognizes that the server has forgotten a transaction, which no row is to blame for. An emulator
 * does so as soon as the client begins another one; the codes are those of a row that is missing or
 * referenced.
 */
final class ForgottenTransaction {
  private ForgottenTransaction() {}

  /** Returns the error, or one that is repeated if it says that the transaction is over. */
  static SpannerException asTransient(SpannerException error) {
    String message = RowError.of(error).message();
    return message.startsWith("Transaction not found")
            || message.startsWith("Invalid transaction ID")
        ? SpannerExceptionFactory.newSpannerException(ErrorCode.UNAVAILABLE, message, error)
        : error;
  }
}
