package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A position in the tokens of one statement. If an expected token is missing, methods throw an
 * {@link IllegalArgumentException} with the line and the start of the statement. Not thread-safe.
 */
final class DdlTokens {

  private static final int SHOWN_CHARACTERS = 60;

  private final ImmutableList<DdlToken> tokens;
  private final Dialect dialect;
  private final String source;
  private final String statement;
  private int at;

  /**
   * @param source the text that the tokens are from
   * @param statement the text of the whole statement, for messages
   */
  DdlTokens(List<DdlToken> tokens, Dialect dialect, String source, String statement) {
    this.tokens = ImmutableList.copyOf(tokens);
    this.dialect = dialect;
    this.source = source;
    this.statement = statement;
  }

  Dialect dialect() {
    return dialect;
  }

  boolean atEnd() {
    return at == tokens.size();
  }

  @Nullable DdlToken peek() {
    return atEnd() ? null : tokens.get(at);
  }

  DdlToken next() {
    if (atEnd()) {
      throw unreadable("it ends too early");
    }
    return tokens.get(at++);
  }

  /** Returns true if the next tokens are these words. */
  boolean nextAre(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).isWord(words[i])) {
        return false;
      }
    }
    return true;
  }

  boolean nextIs(String symbol) {
    return !atEnd() && tokens.get(at).isSymbol(symbol);
  }

  /** Returns the token that many places after the next one; null if there are not so many. */
  @Nullable DdlToken peek(int places) {
    return at + places < tokens.size() ? tokens.get(at + places) : null;
  }

  /** Returns true if the token after the next one is this word. */
  boolean secondIs(String word) {
    return at + 1 < tokens.size() && tokens.get(at + 1).isWord(word);
  }

  /** Skips these words if they come next, and returns whether they did. */
  boolean skip(String... words) {
    boolean found = nextAre(words);
    if (found) {
      at += words.length;
    }
    return found;
  }

  /** Skips the next token if it is one of these words, and returns whether it was. */
  boolean skipOneOf(List<String> words) {
    for (String word : words) {
      if (skipWord(word)) {
        return true;
      }
    }
    return false;
  }

  /** Skips ONLY, which is a keyword of PostgreSQL; in GoogleSQL a table may have that name. */
  void skipOnly() {
    if (dialect == Dialect.POSTGRESQL) {
      skip("ONLY");
    }
  }

  /** Skips a word that is a keyword only before this symbol, and returns whether both came next. */
  boolean skipWordBefore(String word, String symbol) {
    boolean found =
        at + 1 < tokens.size()
            && tokens.get(at).isWord(word)
            && tokens.get(at + 1).isSymbol(symbol);
    if (found) {
      at++;
    }
    return found;
  }

  /** As {@link #skip(String...)}, which would make an array for each of a thousand columns. */
  private boolean skipWord(String word) {
    boolean found = !atEnd() && tokens.get(at).isWord(word);
    if (found) {
      at++;
    }
    return found;
  }

  boolean skipSymbol(String symbol) {
    boolean found = nextIs(symbol);
    if (found) {
      at++;
    }
    return found;
  }

  void expect(String... words) {
    if (!skip(words)) {
      throw unreadable("expected " + String.join(" ", words));
    }
  }

  void expectSymbol(String symbol) {
    if (!skipSymbol(symbol)) {
      throw unreadable("expected " + symbol);
    }
  }

  void expectEnd() {
    if (!atEnd()) {
      throw unreadable("did not expect " + tokens.get(at).text());
    }
  }

  /** Reads one identifier if it comes next. */
  Optional<String> findIdentifier() {
    return !atEnd() && tokens.get(at).isIdentifier() ? Optional.of(identifier()) : Optional.empty();
  }

  /** Reads one identifier, in lower case where PostgreSQL folds it, and cut where it cuts it. */
  String identifier() {
    if (atEnd() || !tokens.get(at).isIdentifier()) {
      throw unreadable("expected a name");
    }
    DdlToken token = next();
    if (dialect != Dialect.POSTGRESQL) {
      return token.text();
    }
    return PostgresNames.cut(
        token.kind() == DdlToken.Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : token.text());
  }

  /** Reads a name with or without a schema, and leaves out the default schema of PostgreSQL. */
  String qualifiedName() {
    StringBuilder name = new StringBuilder(identifier());
    while (skipSymbol(".")) {
      name.append('.').append(identifier());
    }
    boolean inPublic = dialect == Dialect.POSTGRESQL && name.indexOf("public.") == 0;
    return inPublic ? name.substring("public.".length()) : name.toString();
  }

  /** Reads the columns of {@code (a, b)}. */
  ImmutableList<String> columnList() {
    ImmutableList.Builder<String> columns = ImmutableList.builder();
    expectSymbol("(");
    do {
      columns.add(identifier());
    } while (skipSymbol(","));
    expectSymbol(")");
    return columns.build();
  }

  /** Reads the tokens between the next parenthesis and the one that closes it. */
  ImmutableList<DdlToken> parenthesized() {
    return enclosed("(", ")");
  }

  private ImmutableList<DdlToken> enclosed(String opening, String closing) {
    expectSymbol(opening);
    int start = at;
    int depth = 1;
    while (depth > 0) {
      DdlToken token = next();
      depth += token.isSymbol(opening) ? 1 : token.isSymbol(closing) ? -1 : 0;
    }
    return tokens.subList(start, at - 1);
  }

  /** As {@link #parenthesized}, but returns the text as written. */
  String parenthesizedText() {
    DdlToken open = peek();
    parenthesized();
    return source.substring(open.end(), tokens.get(at - 1).start()).strip();
  }

  /** Reads what is in the next parentheses, as tokens of their own. */
  DdlTokens inner() {
    return new DdlTokens(parenthesized(), dialect, source, statement);
  }

  /**
   * Reads the next token of a condition, in a form that is the same for the condition as written
   * and as the server prints it. PostgreSQL adds parentheses and the types of literals: {@code (a >
   * '0'::bigint)}.
   *
   * @return empty for a token that does not count
   */
  Optional<String> nextOfExpression() {
    DdlToken token = next();
    if (dialect != Dialect.POSTGRESQL) {
      return Optional.of(token.normalized());
    }
    if (token.isSymbol(":") && skipSymbol(":")) {
      qualifiedName();
      if (!skip("PRECISION") && !skip("VARYING")) {
        skip("WITH", "TIME", "ZONE");
      }
      return Optional.empty();
    }
    if (token.isSymbol("(") || token.isSymbol(")")) {
      return Optional.empty();
    }
    boolean quotedNumber = token.text().matches("'-?[0-9.]+'");
    return Optional.of(quotedNumber ? token.text().replace("'", "") : token.normalized());
  }

  /** Returns how many tokens have been read. */
  int position() {
    return at;
  }

  /** Goes back to a {@link #position}. */
  void backTo(int position) {
    at = position;
  }

  /** Returns the text from a {@link #position} to the last token that was read. */
  String textFrom(int position) {
    return text(position, at);
  }

  /** Returns the text from one {@link #position} to another. */
  String text(int from, int to) {
    return from == to ? "" : source.substring(tokens.get(from).start(), tokens.get(to - 1).end());
  }

  /** Returns the text from the first token up to the next one. */
  String textBefore() {
    return source.substring(tokens.get(0).start(), peek().start());
  }

  /** Returns the text of all tokens, whether read or not. */
  String wholeText() {
    return tokens.isEmpty()
        ? ""
        : source.substring(tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
  }

  /** Reads the rest and returns its text. */
  String rest() {
    int start = at;
    at = tokens.size();
    return textFrom(start);
  }

  /**
   * Skips one token, or everything in the next parentheses, in the next brackets, or in the angle
   * brackets of {@code ARRAY<...>} and {@code STRUCT<...>}.
   */
  void skipOne() {
    if (nextIs("(")) {
      parenthesized();
    } else if (nextIs("[")) {
      enclosed("[", "]");
    } else if (next().isTypeWithParameters() && nextIs("<")) {
      enclosed("<", ">");
    }
  }

  /** Reads the elements of {@code (a, b (c, d))}: here two, each as tokens of its own. */
  List<DdlTokens> elements() {
    DdlTokens inner = inner();
    List<DdlTokens> elements = new ArrayList<>();
    while (!inner.atEnd()) {
      int start = inner.at;
      while (!inner.atEnd() && !inner.nextIs(",")) {
        inner.skipOne();
      }
      elements.add(
          new DdlTokens(inner.tokens.subList(start, inner.at), dialect, source, statement));
      inner.skipSymbol(",");
    }
    return elements;
  }

  IllegalArgumentException unreadable(String why) {
    int line = tokens.isEmpty() ? 1 : tokens.get(Math.min(at, tokens.size() - 1)).line();
    return new Unreadable(line, why, statement);
  }

  /**
   * Readers try one form after another, of each of thousands of elements. So it has a message only
   * if somebody asks for it, and no stack trace: it says where the text is unreadable.
   */
  private static final class Unreadable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final int line;
    private final String why;
    private final String statement;

    Unreadable(int line, String why, String statement) {
      this.line = line;
      this.why = why;
      this.statement = statement;
    }

    @Override
    public String getMessage() {
      return "Line %d: cannot read this DDL statement, %s: %s".formatted(line, why, start());
    }

    /** Does not look at the whole statement, which may be long. */
    private String start() {
      StringBuilder start = new StringBuilder();
      for (int i = 0; i < statement.length() && start.length() <= SHOWN_CHARACTERS; i++) {
        char next = statement.charAt(i);
        if (!Character.isWhitespace(next)) {
          start.append(next);
        } else if (start.isEmpty() || start.charAt(start.length() - 1) != ' ') {
          start.append(' ');
        }
      }
      return start.length() <= SHOWN_CHARACTERS
          ? start.toString()
          : start.substring(0, SHOWN_CHARACTERS) + "...";
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
