package dev.lintel.benchmarks;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the libraries log here. */
final class QuietLogging {
  private QuietLogging() {}

  /**
   * Drops everything below an error. SpannerIO logs every row that is rejected, with a stack trace;
   * the time that takes is not what is measured.
   */
  static void onlyErrors() {
    // Beam sets the level of the root logger anew for every pipeline, but leaves its handlers
    // alone.
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setLevel(Level.SEVERE);
    }
  }
}
