package dev.lintel.emulator;

/** The emulator cannot be had, or refused what was asked; the message says what to do about it. */
public final class EmulatorException extends RuntimeException {

  EmulatorException(String message) {
    super(message);
  }

  EmulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
