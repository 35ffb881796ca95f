package dev.lintel.pipeline.files;

import java.io.Closeable;
import java.io.IOException;

/** Closes what could not be opened for good. */
public final class CloseQuietly {
  private CloseQuietly() {}

  /** Closes it on the way out with a failure, which stays the one that is reported. */
  public static void quietly(Closeable opened, Throwable failure) {
    try {
      opened.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
