package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlToken.Kind;

/** Splits DDL into tokens and skips comments and white space. */
final class DdlLexer {

  private final String source;
  private final boolean postgres;
  private final ImmutableList.Builder<DdlToken> tokens = ImmutableList.builder();
  private int at;
  private int line = 1;

  private DdlLexer(String source, Dialect dialect) {
    this.source = source;
    this.postgres = dialect == Dialect.POSTGRESQL;
  }

  /**
   * Returns the tokens.
   *
   * @throws IllegalArgumentException if a literal, a quoted identifier or a comment does not end;
   *     the message has its line
   */
  static ImmutableList<DdlToken> tokens(String source, Dialect dialect) {
    DdlLexer lexer = new DdlLexer(source, dialect);
    while (lexer.at < source.length()) {
      lexer.next();
    }
    return lexer.tokens.build();
  }

  private void next() {
    char c = source.charAt(at);
    if (Character.isWhitespace(c) || c == '\uFEFF') {
      advanceTo(at + 1);
    } else if (source.startsWith("--", at) || (c == '#' && !postgres)) {
      int end = source.indexOf('\n', at);
      advanceTo(end < 0 ? source.length() : end);
    } else if (source.startsWith("/*", at)) {
      advanceTo(endOfBlockComment());
    } else if (c == '`' && !postgres) {
      identifier('`');
    } else if (c == '"' && postgres) {
      identifier('"');
    } else if (c == '\'' || c == '"') {
      add(Kind.STRING, at, postgres ? endOfDoubled('\'', false) : endOfGoogleSqlString());
    } else if (c == '$' && postgres && dollarTag() != null) {
      add(Kind.STRING, at, endOfDollarQuoted(dollarTag()));
    } else if (Character.isLetter(c) || c == '_') {
      word();
    } else if (Character.isDigit(c)) {
      add(Kind.NUMBER, at, endOfWord(at));
    } else {
      add(Kind.SYMBOL, at, at + 1);
    }
  }

  private void word() {
    int end = endOfWord(at);
    // E'..' is the only PostgreSQL literal in which a backslash escapes a quote.
    if (postgres && end == at + 1 && isChar(at, 'e', 'E') && isChar(end, '\'', '\'')) {
      int start = at;
      at = end;
      int stringEnd = endOfDoubled('\'', true);
      at = start;
      add(Kind.STRING, start, stringEnd);
    } else {
      add(Kind.WORD, at, end);
    }
  }

  private boolean isChar(int index, char one, char other) {
    return index < source.length()
        && (source.charAt(index) == one || source.charAt(index) == other);
  }

  private int endOfWord(int start) {
    int end = start;
    while (end < source.length()
        && (Character.isLetterOrDigit(source.charAt(end))
            || source.charAt(end) == '_'
            || (postgres && source.charAt(end) == '$'))) {
      end++;
    }
    return end;
  }

  private void identifier(char quote) {
    int end = endOfDoubled(quote, !postgres);
    String text = source.substring(at + 1, end - 1);
    String unquoted = postgres ? text.replace("\"\"", "\"") : unescaped(text);
    tokens.add(new DdlToken(Kind.QUOTED_IDENTIFIER, unquoted, at, end, line));
    advanceTo(end);
  }

  /** The escape sequences that Lintel's own quoting writes; no name of Spanner has any. */
  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        char escaped = text.charAt(i);
        plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Returns the end of the quoted text that starts here, in which a doubled quote is one quote. */
  private int endOfDoubled(char quote, boolean backslashEscapes) {
    int end = at + 1;
    while (end < source.length()) {
      char c = source.charAt(end);
      if (c == '\\' && backslashEscapes) {
        end++;
      } else if (c == quote) {
        if (end + 1 >= source.length() || source.charAt(end + 1) != quote) {
          return end + 1;
        }
        end++;
      }
      end++;
    }
    throw unterminated(quote == '\'' ? "string" : "quoted identifier");
  }

  /** A backslash keeps the next character from ending the string, also in r'..'. */
  private int endOfGoogleSqlString() {
    String quote = source.substring(at, at + 1);
    String delimiter = source.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
    int end = at + delimiter.length();
    while (end < source.length()) {
      if (source.startsWith(delimiter, end)) {
        return end + delimiter.length();
      }
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    throw unterminated("string");
  }

  private int endOfBlockComment() {
    int depth = 1;
    int end = at + 2;
    while (end < source.length()) {
      if (source.startsWith("*/", end)) {
        depth--;
        end += 2;
        if (depth == 0) {
          return end;
        }
      } else if (postgres && source.startsWith("/*", end)) {
        depth++;
        end += 2;
      } else {
        end++;
      }
    }
    throw unterminated("comment");
  }

  /** Returns the {@code $tag$} that starts here, or null. */
  private String dollarTag() {
    int end = at + 1;
    while (end < source.length()
        && (Character.isLetterOrDigit(source.charAt(end)) || source.charAt(end) == '_')) {
      end++;
    }
    return end < source.length() && source.charAt(end) == '$'
        ? source.substring(at, end + 1)
        : null;
  }

  private int endOfDollarQuoted(String tag) {
    int end = source.indexOf(tag, at + tag.length());
    if (end < 0) {
      throw unterminated("string");
    }
    return end + tag.length();
  }

  private void add(Kind kind, int start, int end) {
    tokens.add(new DdlToken(kind, source.substring(start, end), start, end, line));
    advanceTo(end);
  }

  private void advanceTo(int end) {
    for (; at < end; at++) {
      if (source.charAt(at) == '\n') {
        line++;
      }
    }
  }

  private IllegalArgumentException unterminated(String what) {
    return new IllegalArgumentException("Line %d: the %s does not end".formatted(line, what));
  }
}
