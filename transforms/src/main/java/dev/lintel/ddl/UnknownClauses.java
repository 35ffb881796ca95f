package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;

/**
 * The parts of a table that are not understood. Clauses are kept as text, because a newer server
 * may print them. An element that cannot be read, such as a column of an unknown type, is kept as
 * well in the DDL of a server; in a script, whose result has to be planned, it is rejected. Not
 * thread-safe.
 */
final class UnknownClauses {

  private final boolean elementsRejected;
  private final ImmutableList.Builder<String> kept = ImmutableList.builder();

  private UnknownClauses(boolean elementsRejected) {
    this.elementsRejected = elementsRejected;
  }

  static UnknownClauses rejectElements() {
    return new UnknownClauses(true);
  }

  static UnknownClauses keep() {
    return new UnknownClauses(false);
  }

  boolean elementsRejected() {
    return elementsRejected;
  }

  /** Keeps the text of a clause of the table. */
  void add(String clause) {
    kept.add(clause);
  }

  /**
   * Keeps the text of an element that cannot be parsed, or throws the failure if that is rejected.
   */
  void add(DdlTokens tokens, IllegalArgumentException failure) {
    if (elementsRejected) {
      throw failure;
    }
    kept.add(tokens.wholeText());
  }

  ImmutableList<String> kept() {
    return kept.build();
  }
}
