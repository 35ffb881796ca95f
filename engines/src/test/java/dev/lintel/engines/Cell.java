package dev.lintel.engines;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A cell of the matrix.
 *
 * @param outcome what became of the values of a type in a format
 * @param detail how, beside the outcome; may be empty
 * @param note what is said about it under the table; null if nothing
 */
record Cell(Outcome outcome, String detail, @Nullable String note) {

  /** What became of the values. */
  enum Outcome {
    RIGHT("right"),
    REFUSED("refused"),
    LOSSY("lossy"),
    NOT_WRITTEN("not written"),
    NOT_READ("not read"),
    CHANGED("changed"),
    WRONG("**wrong**");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }
  }

  static Cell right() {
    return new Cell(Outcome.RIGHT, "", null);
  }

  static Cell right(String detail) {
    return new Cell(Outcome.RIGHT, detail, null);
  }

  static Cell of(Outcome outcome, String note) {
    return new Cell(outcome, "", note);
  }

  String text() {
    return detail.isEmpty() ? outcome.text : outcome.text + ", " + detail;
  }
}
