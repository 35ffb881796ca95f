package dev.lintel.ddl;

import java.util.Locale;

/**
 * One token of DDL.
 *
 * @param text the text: a word as written, a quoted identifier without its quotes, a literal with
 *     its quotes
 * @param start the position of its first character in the script
 * @param end the position after its last character
 * @param line the line in which it starts, from 1
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

  /** Returns true for the types whose parameters are in angle brackets. */
  boolean isTypeWithParameters() {
    return isWord("ARRAY") || isWord("STRUCT");
  }

  /** Returns the text in a form that is the same for words that differ by case only. */
  String normalized() {
    return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
  }
}
