package dev.lintel.benchmarks;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Limits what the libraries log. */
final class QuietLogging {
  private QuietLogging() {}

  /**
   * Drops everything below an error. SpannerIO logs every rejected row with a stack trace, and the
   * time for that must not be measured.
   */
  static void onlyErrors() {
    // Beam resets the level of the root logger for every pipeline, but not its handlers.
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setLevel(Level.SEVERE);
    }
  }
}
