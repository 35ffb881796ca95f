package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The errors of elements for which a function of the user has thrown. The element keeps the
 * message. The log has the stack trace, once for each place in a process, and without the message,
 * which may have values of rows.
 */
final class FunctionErrors {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionErrors.class);

  private static final Set<String> PLACES = ConcurrentHashMap.newKeySet();

  private FunctionErrors() {}

  static RowError of(ErrorCode code, RuntimeException exception) {
    String kind = exception.getClass().getSimpleName();
    if (isNewPlace(exception)) {
      var trace = new Throwable(kind + " (its message is that of the failed element)");
      trace.setStackTrace(exception.getStackTrace());
      LOG.warn("A function threw for an element, which fails; logged once for each place", trace);
    }
    return new RowError(code, kind + ": " + exception.getMessage());
  }

  /** Whether nothing of this class was thrown there before. */
  static boolean isNewPlace(RuntimeException exception) {
    StackTraceElement[] trace = exception.getStackTrace();
    return PLACES.add(exception.getClass().getName() + (trace.length == 0 ? "" : trace[0]));
  }
}
