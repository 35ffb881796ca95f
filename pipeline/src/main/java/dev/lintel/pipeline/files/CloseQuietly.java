package dev.lintel.pipeline.files;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is not used after a failure. */
public final class CloseQuietly {
  private CloseQuietly() {}

  /** Closes it; an error from closing is suppressed by the failure, which the caller throws. */
  public static void close(Closeable opened, Throwable failure) {
    try {
      opened.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
