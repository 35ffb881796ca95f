package dev.lintel.emulator;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.connection.AbstractStatementParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a DDL script into its statements. Used once; not thread-safe. */
final class DdlSplitter {

  private static final Pattern DOLLAR_TAG = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

  private final String script;
  private final boolean postgres;
  private int at;

  private DdlSplitter(String script, Dialect dialect) {
    this.script = script;
    this.postgres = dialect == Dialect.POSTGRESQL;
  }

  /** Returns the statements of a script without comments and semicolons. */
  static List<String> split(Dialect dialect, String script) {
    String withoutComments =
        AbstractStatementParser.getInstance(dialect).removeCommentsAndTrim(script);
    return new DdlSplitter(withoutComments, dialect).statements();
  }

  private List<String> statements() {
    List<String> statements = new ArrayList<>();
    while (at < script.length()) {
      int start = at;
      while (at < script.length() && script.charAt(at) != ';') {
        skip();
      }
      String statement = script.substring(start, at).strip();
      if (!statement.isEmpty()) {
        statements.add(statement);
      }
      at++;
    }
    return statements;
  }

  /** Skips one character, or a whole string or quoted identifier. */
  private void skip() {
    char c = script.charAt(at);
    if (c == '\'' || c == '"' || (c == '`' && !postgres)) {
      skipQuoted(c);
    } else if (c == '$' && postgres) {
      skipDollarQuoted();
    } else {
      at++;
    }
  }

  /** A doubled quote in PostgreSQL counts as the end of one string and the start of another. */
  private void skipQuoted(char quote) {
    boolean backslashEscapes = postgres ? quote == '\'' && isEscapeString() : true;
    String one = String.valueOf(quote);
    boolean triple = !postgres && quote != '`' && script.startsWith(one.repeat(3), at);
    String delimiter = triple ? one.repeat(3) : one;
    at += delimiter.length();
    while (at < script.length() && !script.startsWith(delimiter, at)) {
      at += backslashEscapes && script.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + delimiter.length(), script.length());
  }

  /** Returns true for {@code E'...'}, the only PostgreSQL string with backslash escapes. */
  private boolean isEscapeString() {
    return at > 0
        && Character.toUpperCase(script.charAt(at - 1)) == 'E'
        && (at == 1 || !Character.isJavaIdentifierPart(script.charAt(at - 2)));
  }

  private void skipDollarQuoted() {
    Matcher tag = DOLLAR_TAG.matcher(script).region(at, script.length());
    if (!tag.lookingAt()) {
      at++;
      return;
    }
    int end = script.indexOf(tag.group(), tag.end());
    at = end < 0 ? script.length() : end + tag.group().length();
  }
}
