package dev.lintel.transforms;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that a query names after FROM and JOIN, for its lineage. It looks at the words of the
 * query, in either dialect, and not at its meaning: of tables that are separated by commas it finds
 * the first one.
 */
final class QueriedTables {

  /**
   * Comments, strings, quoted names, words, and other characters one by one. What repeats a choice
   * is possessive: otherwise the matcher would call itself for each character of a long string.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<skipped>\\s+|--[^\\n]*|#[^\\n]*|/\\*.*?\\*/)"
              + "|(?<string>'(?:[^'\\\\]++|\\\\.)*+')"
              + "|(?<quoted>`[^`]*`|\"(?:[^\"]++|\"\")*+\")"
              + "|(?<word>[A-Za-z_][A-Za-z_0-9$]*)"
              + "|(?<other>.)",
          Pattern.DOTALL);

  /** Functions with a FROM of their own, as in {@code EXTRACT(YEAR FROM Day)}. */
  private static final ImmutableSet<String> WITH_FROM =
      ImmutableSet.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY");

  private record Token(String text, boolean isName, boolean isWord) {
    boolean is(String keyword) {
      return isWord && text.equalsIgnoreCase(keyword);
    }
  }

  private final List<Token> tokens = new ArrayList<>();

  private QueriedTables(String sql) {
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      if (matcher.group("skipped") == null) {
        boolean isWord = matcher.group("word") != null;
        boolean isQuoted = matcher.group("quoted") != null;
        String text = matcher.group();
        tokens.add(
            new Token(
                isQuoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text,
                isWord || isQuoted,
                isWord));
      }
    }
  }

  /** Returns the names as the query spells them, without quotes; {@code schema.Table}. */
  static ImmutableSet<String> of(String sql) {
    return new QueriedTables(sql).find();
  }

  private ImmutableSet<String> find() {
    Set<String> subqueries = subqueries();
    ImmutableSet.Builder<String> tables = ImmutableSet.builder();
    Deque<Boolean> inFunction = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (isSymbol(i, "(")) {
        inFunction.push(i > 0 && isFunctionWithFrom(tokens.get(i - 1)));
      } else if (isSymbol(i, ")") && !inFunction.isEmpty()) {
        inFunction.pop();
      } else if (beginsTable(i) && !Boolean.TRUE.equals(inFunction.peek())) {
        String name = nameAt(i + 1);
        if (!name.isEmpty() && !subqueries.contains(name.toUpperCase(Locale.ROOT))) {
          tables.add(name);
        }
      }
    }
    return tables.build();
  }

  private static boolean isFunctionWithFrom(Token token) {
    return token.isWord() && WITH_FROM.contains(token.text().toUpperCase(Locale.ROOT));
  }

  /** FROM and JOIN, but not IS DISTINCT FROM. */
  private boolean beginsTable(int at) {
    Token token = tokens.get(at);
    return token.is("JOIN") || (token.is("FROM") && !(at > 0 && tokens.get(at - 1).is("DISTINCT")));
  }

  /** The name that begins here; empty for a subquery, UNNEST and other functions. */
  private String nameAt(int start) {
    var name = new StringBuilder();
    int at = start;
    while (at < tokens.size() && tokens.get(at).isName()) {
      name.append(tokens.get(at).text());
      if (!isSymbol(at + 1, ".")) {
        return isSymbol(at + 1, "(") ? "" : name.toString();
      }
      name.append('.');
      at += 2;
    }
    return "";
  }

  /** The names of WITH clauses, which are followed by AS and a parenthesis. */
  private Set<String> subqueries() {
    Set<String> names = new HashSet<>();
    if (tokens.stream().noneMatch(token -> token.is("WITH"))) {
      return names;
    }
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).isName() && tokens.get(i + 1).is("AS") && isSymbol(i + 2, "(")) {
        names.add(tokens.get(i).text().toUpperCase(Locale.ROOT));
      }
    }
    return names;
  }

  private boolean isSymbol(int at, String symbol) {
    return at < tokens.size() && !tokens.get(at).isName() && tokens.get(at).text().equals(symbol);
  }
}
