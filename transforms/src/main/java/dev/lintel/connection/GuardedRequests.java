package dev.lintel.connection;

import com.google.cloud.spanner.ForwardingResultSet;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends requests to a database that end in time, whoever forgets to limit them: within the total
 * deadline of the connection, if the caller has set no deadline. What fails says what was asked.
 * Immutable and thread-safe.
 */
record GuardedRequests(ConnectionConfig config) {

  /**
   * Opens a stream.
   *
   * @param what the method and what it reads, such as {@code StreamingRead of T}
   */
  ResultSet rows(String what, Supplier<ResultSet> open) {
    String subject = subject(what);
    return StallGuard.isBounded()
        ? new NamedRows(subject, named(subject, open))
        : StallGuard.open(subject, config.totalDeadline(), open);
  }

  /** Asks for something that comes in one piece. */
  <T> T answer(String what, Supplier<T> request) {
    String subject = subject(what);
    return named(
        subject,
        StallGuard.isBounded()
            ? request
            : () -> Deadline.within(config.totalDeadline(), request::get));
  }

  private String subject(String what) {
    return what + " in " + config.describe();
  }

  private static <T> T named(String subject, Supplier<T> request) {
    long start = System.nanoTime();
    try {
      return request.get();
    } catch (SpannerException e) {
      throw FailedRequest.of(e, subject, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** Rows of a stream that is bounded by its caller. */
  private static final class NamedRows extends ForwardingResultSet {
    private final String subject;

    NamedRows(String subject, ResultSet rows) {
      super(rows);
      this.subject = subject;
    }

    @Override
    public boolean next() {
      return named(subject, super::next);
    }
  }
}
