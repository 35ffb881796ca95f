package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableSet;
import dev.lintel.ddl.DdlStatement.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One statement of a {@link SchemaScript}: parsed if possible, otherwise only its text. Immutable.
 */
final class ScriptStatement {

  private final String text;
  private final @Nullable DdlStatement statement;
  private final @Nullable String parent;
  private final ImmutableSet<String> words;

  private ScriptStatement(String text, @Nullable DdlStatement statement) {
    this.text = text;
    this.statement = statement;
    this.parent = statement == null ? null : parent(statement);
    this.words = statement == null ? ImmutableSet.of() : words(statement.tokens());
  }

  static ScriptStatement of(Dialect dialect, String ddl) {
    try {
      DdlStatement statement = DdlStatement.verbatim(ddl, dialect);
      requireClosed(statement.tokens());
      return new ScriptStatement(statement.getText(), statement);
    } catch (IllegalArgumentException e) {
      return new ScriptStatement(ddl.strip(), null);
    }
  }

  /** Whoever looks for a clause passes over all that is in brackets. */
  private static void requireClosed(DdlTokens tokens) {
    while (!tokens.atEnd()) {
      tokens.skipOne();
    }
  }

  static ScriptStatement of(DdlStatement statement) {
    return new ScriptStatement(statement.getText(), statement);
  }

  String text() {
    return text;
  }

  Optional<DdlStatement> statement() {
    return Optional.ofNullable(statement);
  }

  Kind kind() {
    return statement == null ? Kind.OTHER : statement.getKind();
  }

  String name() {
    return statement().flatMap(DdlStatement::getName).orElse("");
  }

  String table() {
    return statement().flatMap(DdlStatement::getTable).orElse("");
  }

  boolean setsDatabaseOptions() {
    return statement != null && DatabaseOptionDdl.skipToSet(statement.tokens());
  }

  /**
   * Returns one statement for each database option whose name is accepted; any other statement, and
   * one whose options cannot be read, unchanged.
   */
  Stream<ScriptStatement> withDatabaseOptions(Predicate<String> accepted) {
    if (!setsDatabaseOptions()) {
      return Stream.of(this);
    }
    Dialect dialect = statement.tokens().dialect();
    List<DdlOption> options;
    try {
      options = DatabaseOptionDdl.read(statement.tokens()).orElseThrow();
    } catch (IllegalArgumentException e) {
      return Stream.of(this);
    }
    return options.stream()
        .filter(option -> accepted.test(option.name()))
        .map(option -> of(dialect, DatabaseOptionDdl.set(dialect, option)));
  }

  ScriptStatement forDatabase(String databaseId) {
    return setsDatabaseOptions()
        ? of(statement.tokens().dialect(), DatabaseOptionDdl.withDatabaseId(statement, databaseId))
        : this;
  }

  /** Returns the table that a table is interleaved in, with or without PARENT. */
  Optional<String> parent() {
    return Optional.ofNullable(parent);
  }

  private static @Nullable String parent(DdlStatement statement) {
    if (statement.getKind() != Kind.TABLE) {
      return null;
    }
    DdlTokens tokens = statement.tokens();
    while (!tokens.atEnd()) {
      if (tokens.skip("INTERLEAVE", "IN")) {
        TableReader.skipParent(tokens);
        return tokens.qualifiedName();
      }
      tokens.skipOne();
    }
    return null;
  }

  /**
   * Returns true if the statement contains that name, for an object, for a column or in a string.
   */
  boolean names(String object) {
    return words.contains(object.toLowerCase(Locale.ROOT));
  }

  /** Returns true if the statement has these words one after the other. */
  boolean contains(String... phrase) {
    if (statement == null) {
      return false;
    }
    DdlTokens tokens = statement.tokens();
    while (!tokens.atEnd()) {
      if (tokens.nextAre(phrase)) {
        return true;
      }
      tokens.next();
    }
    return false;
  }

  /** Returns everything that may be a name, in lower case. */
  ImmutableSet<String> words() {
    return words;
  }

  /**
   * Returns everything that may be a name, in lower case: identifiers, qualified names and, because
   * of {@code nextval('q')}, the contents of strings.
   */
  private static ImmutableSet<String> words(DdlTokens tokens) {
    ImmutableSet.Builder<String> words = ImmutableSet.builder();
    String qualifier = "";
    while (!tokens.atEnd()) {
      DdlToken token = tokens.next();
      String word = token.text().toLowerCase(Locale.ROOT);
      if (token.kind() == DdlToken.Kind.STRING) {
        words.add(unqualified(word.replaceAll("^'|'$", "").replace("\"", "")));
      } else if (token.isIdentifier()) {
        words.add(word).add(unqualified(qualifier + word));
        qualifier = tokens.skipSymbol(".") ? qualifier + word + "." : "";
      }
    }
    return words.build();
  }

  private static String unqualified(String name) {
    return name.startsWith("public.") ? name.substring("public.".length()) : name;
  }
}
