package dev.lintel.convert;

import java.util.Locale;
import java.util.regex.Pattern;

/** How BOOL is written in a text file. Each of them reads {@code true} and {@code false}, too. */
public enum BooleanText {
  /** {@code true} and {@code false}, in any case. */
  WORDS("true", "false"),
  /** {@code t} and {@code f}, as PostgreSQL writes them. */
  LETTERS("t", "f"),
  /** {@code 1} and {@code 0}. */
  DIGITS("1", "0"),
  /** An integer, of which 0 is false and any other is true, as in Google's text import. */
  INTEGERS("1", "0") {
    @Override
    Boolean parse(String text) {
      return INTEGER.matcher(text).matches()
          ? Boolean.valueOf(!ZERO.matcher(text).matches())
          : super.parse(text);
    }
  };

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,10}");
  private static final Pattern ZERO = Pattern.compile("[+-]?0+");

  private final String yes;
  private final String no;

  BooleanText(String yes, String no) {
    this.yes = yes;
    this.no = no;
  }

  /** How a value is written. */
  String text(boolean value) {
    return value ? yes : no;
  }

  Boolean parse(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.equals(yes) || word.equals("true")) {
      return true;
    }
    if (word.equals(no) || word.equals("false")) {
      return false;
    }
    throw new Unconvertible(
        this == WORDS
            ? "neither true nor false"
            : "none of %s, %s, true and false".formatted(yes, no));
  }
}
