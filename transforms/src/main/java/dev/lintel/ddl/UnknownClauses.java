package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;

/**
 * What to do with the clauses of a table that are not understood: a script that is planned by must
 * be understood, but what a server says is taken as it comes. Not thread-safe.
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
   * @throws IllegalArgumentException if a clause that is not understood comes next and must be
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

  /** Keeps what cannot be read. */
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
