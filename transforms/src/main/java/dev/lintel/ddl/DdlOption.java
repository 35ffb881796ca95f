package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.Locale;

/**
 * One option of an object, a column or a database: {@code retention_period = '2d'}. Immutable.
 *
 * @param value as the DDL spells it, a string with its quotes
 */
public record DdlOption(String name, String value) {

  private static final ImmutableMap<Character, String> ESCAPES =
      ImmutableMap.of('n', "\n", 'r', "\r", 't', "\t");

  /** Reads {@code (a = 1, b = 'x')}, sorted by name. */
  static ImmutableList<DdlOption> read(DdlTokens tokens) {
    ImmutableList.Builder<DdlOption> options = ImmutableList.builder();
    for (DdlTokens option : tokens.elements()) {
      String name = option.qualifiedName();
      option.expectSymbol("=");
      options.add(new DdlOption(name, option.rest()));
    }
    return ImmutableList.sortedCopyOf(Comparator.comparing(DdlOption::name), options.build());
  }

  /** Returns the GoogleSQL type of the value: STRING, BOOL, INT64 or FLOAT64. */
  public String type() {
    if (isString()) {
      return "STRING";
    }
    if (value.equalsIgnoreCase("TRUE") || value.equalsIgnoreCase("FALSE")) {
      return "BOOL";
    }
    return value.matches("[-+]?\\d+") ? "INT64" : "FLOAT64";
  }

  /**
   * Returns the value as INFORMATION_SCHEMA shows it: a string without its quotes, TRUE and FALSE
   * in upper case, any other value as written.
   */
  public String text(Dialect dialect) {
    if (type().equals("BOOL")) {
      return value.toUpperCase(Locale.ROOT);
    }
    if (!isString()) {
      return value;
    }
    String inner = value.substring(1, value.length() - 1);
    return dialect == Dialect.POSTGRESQL ? inner.replace("''", "'") : unescaped(inner);
  }

  /** Returns the option with the value as another dialect spells it. */
  DdlOption in(Dialect to, Dialect from) {
    return isString() && to != from ? new DdlOption(name, quoted(text(from), to)) : this;
  }

  private static String quoted(String text, Dialect dialect) {
    return dialect == Dialect.POSTGRESQL
        ? "'" + text.replace("'", "''") + "'"
        : "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }

  private boolean isString() {
    return value.length() >= 2 && (value.startsWith("'") || value.startsWith("\""));
  }

  private static String unescaped(String inner) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\' && i + 1 < inner.length()) {
        i++;
        text.append(ESCAPES.getOrDefault(inner.charAt(i), String.valueOf(inner.charAt(i))));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
