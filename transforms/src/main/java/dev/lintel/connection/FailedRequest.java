package dev.lintel.connection;

import com.google.cloud.spanner.DatabaseNotFoundException;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SessionNotFoundException;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.common.base.Strings;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * What is said of a request that failed for a reason that is not its content: what was asked, of
 * which database, and for how long. Spanner's own message has none of these.
 */
public final class FailedRequest {

  private FailedRequest() {}

  /**
   * Returns the exception to throw for the failure of a request: another one of the same code, or
   * the same one if Spanner refuses the content of the request, or if its message says it all.
   *
   * @param subject the method and what it is about, with {@link ConnectionConfig#describe}
   * @param tried how long the request has been tried, with all retries
   */
  public static SpannerException of(SpannerException failure, String subject, Duration tried) {
    if (!isOfService(failure) || isSaid(failure)) {
      return failure;
    }
    return said(
        failure.getErrorCode(),
        "%s failed after %s s: %s".formatted(subject, seconds(tried), words(failure)),
        failure);
  }

  /**
   * Returns the exception for a request that was given up.
   *
   * @param how how it was tried, such as {@code after 3 attempts}
   */
  public static SpannerException givenUp(
      ErrorCode code, String subject, String how, SpannerException last) {
    return said(
        code,
        "%s was given up %s; the last failure was: %s: %s"
            .formatted(subject, how, last.getErrorCode(), words(last)),
        last);
  }

  /** Returns the exception for a request that was not answered at all. */
  static SpannerException unanswered(String subject, Duration tried, SpannerException cause) {
    return said(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s was given up, because the database has sent nothing for %s s"
            .formatted(subject, limit(tried)),
        cause);
  }

  private static SpannerException said(ErrorCode code, String message, SpannerException cause) {
    return SpannerExceptionFactory.newSpannerException(code, message, new Said(cause));
  }

  /** Marks an exception whose message says what was asked; the failure itself is its cause. */
  private static final class Said extends RuntimeException {
    private static final long serialVersionUID = 1;

    Said(SpannerException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static boolean isSaid(SpannerException failure) {
    return failure.getCause() instanceof Said;
  }

  /** Whether the service could not do it, whatever the request has asked for. */
  private static boolean isOfService(SpannerException failure) {
    if (failure instanceof SessionNotFoundException
        || failure instanceof DatabaseNotFoundException) {
      // The exception to throw has to be of the same class, which follows from the answer.
      return statusOf(failure).isPresent();
    }
    return switch (failure.getErrorCode()) {
      case UNAVAILABLE,
          DEADLINE_EXCEEDED,
          RESOURCE_EXHAUSTED,
          UNAUTHENTICATED,
          PERMISSION_DENIED,
          INTERNAL,
          DATA_LOSS ->
          true;
      // The client also gives this code to exceptions of its callers.
      case UNKNOWN -> statusOf(failure).isPresent();
      default -> false;
    };
  }

  /** Spanner's own words. */
  private static String words(SpannerException failure) {
    return statusOf(failure)
        .map(Status::getDescription)
        .orElseGet(
            () -> {
              String message = Strings.nullToEmpty(failure.getMessage());
              String code = failure.getErrorCode() + ": ";
              return message.startsWith(code) ? message.substring(code.length()) : message;
            });
  }

  /** What the server or the transport has answered; empty behind a message that says it all. */
  private static Optional<Status> statusOf(SpannerException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException answer) {
        return Optional.of(answer.getStatus());
      }
      if (cause instanceof Said) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** A limit of time in seconds, for messages: {@code 900}, or {@code 0.5}. */
  public static String limit(Duration time) {
    return new BigDecimal(time.toMillis()).movePointLeft(3).stripTrailingZeros().toPlainString();
  }

  /** With one decimal, whatever the locale. */
  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).setScale(1, RoundingMode.HALF_UP).toString();
  }
}
