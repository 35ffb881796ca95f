package dev.lintel.ddl;

import java.util.Locale;

/**
 * One token of DDL.
 *
 * @param text what the token stands for: a word as it is written, a quoted identifier without its
 *     quotes, a literal with them
 * @param start where it starts in the script
 * @param end where the next character after it is
 * @param line the line it starts in, from 1
 */
record DdlToken(Kind kind, String text, int start, int end, int line) {

  enum Kind {
    WORD,
    QUOTED_IDENTIFIER,
    STRING,
    NUMBER,
    SYMBOL
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isIdentifier() {
    return kind == Kind.WORD || kind == Kind.QUOTED_IDENTIFIER;
  }

  /** A form in which two spellings of one expression are the same. */
  String normalized() {
    return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
  }
}
