package dev.lintel.emulator;

/** The emulator is not available or rejected a request; the message says what to do about it. */
public final class EmulatorException extends RuntimeException {

  EmulatorException(String message) {
    super(message);
  }

  EmulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
