package dev.lintel.pipeline.files;

import java.io.EOFException;
import java.nio.BufferUnderflowException;
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

  /** What a decoder of a library throws that trusts its input; the message is about its code. */
  private static boolean isMistakeOfDecoder(Throwable cause) {
    return cause instanceof NullPointerException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof NegativeArraySizeException
        || cause instanceof ClassCastException
        || cause instanceof ArithmeticException
        || cause instanceof BufferUnderflowException;
  }

  static String reasonOf(Throwable cause) {
    if (cause instanceof EOFException && cause.getMessage() == null) {
      return "it ends too early, as if it was cut off";
    }
    if (isMistakeOfDecoder(cause)) {
      return "its bytes contradict each other";
    }
    String message = cause.getMessage();
    if (cause.getCause() != null && cause.getCause().toString().equals(message)) {
      // A library has wrapped the reason, and says nothing itself.
      return reasonOf(cause.getCause());
    }
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
