package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;

/**
 * Handles the clauses of a table that are not understood: they are rejected in a script, whose
 * result has to be planned, and kept in the DDL of a server. Not thread-safe.
 */
final class UnknownClauses {

  private final boolean rejected;
  private final ImmutableList.Builder<String> kept = ImmutableList.builder();

  private UnknownClauses(boolean rejected) {
    this.rejected = rejected;
  }

  static UnknownClauses reject() {
    return new UnknownClauses(true);
  }

  static UnknownClauses keep() {
    return new UnknownClauses(false);
  }

  /**
   * Call this before a clause that is not understood.
   *
   * @throws IllegalArgumentException if such clauses are rejected
   */
  void check(DdlTokens tokens) {
    if (rejected) {
      throw tokens.unreadable("did not expect " + tokens.next().text());
    }
  }

  /** Keeps the text of a clause of the table. */
  void add(String clause) {
    kept.add(clause);
  }

  /**
   * Keeps the text of an element that cannot be parsed, or throws the failure if that is rejected.
   */
  void add(DdlTokens tokens, IllegalArgumentException failure) {
    if (rejected) {
      throw failure;
    }
    kept.add(tokens.wholeText());
  }

  ImmutableList<String> kept() {
    return kept.build();
  }
}
