package dev.lintel.pipeline.files;

/** Thrown for a record whose quotes or escapes are wrong; without a stack trace, as it is data. */
final class CsvSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  CsvSyntaxException(String problem) {
    super(problem, null, false, false);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
