package dev.lintel.emulator;

import com.google.cloud.spanner.Dialect;
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
    return new DdlSplitter(script, dialect).statements();
  }

  private List<String> statements() {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    while (at <= script.length()) {
      if (at == script.length() || script.charAt(at) == ';') {
        if (!statement.toString().isBlank()) {
          statements.add(statement.toString().strip());
        }
        statement.setLength(0);
        at++;
      } else if (!skipComment()) {
        int start = at;
        skip();
        statement.append(script, start, at);
      }
    }
    return statements;
  }

  /** Skips a comment if one starts here. Only those of PostgreSQL are nested. */
  private boolean skipComment() {
    if (script.startsWith("--", at) || (script.charAt(at) == '#' && !postgres)) {
      int end = script.indexOf('\n', at);
      at = end < 0 ? script.length() : end;
      return true;
    }
    if (!script.startsWith("/*", at)) {
      return false;
    }
    int depth = 0;
    do {
      if (script.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else if (script.startsWith("/*", at) && (postgres || depth == 0)) {
        depth++;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < script.length());
    return true;
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
    boolean backslashEscapes = !postgres || (quote == '\'' && isEscapeString());
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
