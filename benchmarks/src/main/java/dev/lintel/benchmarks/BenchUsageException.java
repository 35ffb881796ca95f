package dev.lintel.benchmarks;

/** The arguments are wrong; the message says what to do. */
final class BenchUsageException extends Exception {
  private static final long serialVersionUID = 1;

  BenchUsageException(String message) {
    super(message);
  }
}
