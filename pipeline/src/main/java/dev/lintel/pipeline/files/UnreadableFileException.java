package dev.lintel.pipeline.files;

import java.io.EOFException;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A file that cannot be read, or not to its end. The message names it and says why. */
public final class UnreadableFileException extends RuntimeException {
  private final String file;

  UnreadableFileException(String file, String reason, @Nullable Throwable cause) {
    super("File " + file + " " + reason, cause);
    this.file = file;
  }

  public String getFile() {
    return file;
  }

  static String reasonOf(Throwable cause) {
    if (cause instanceof EOFException && cause.getMessage() == null) {
      return "it ends too early, as if it was cut off";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
