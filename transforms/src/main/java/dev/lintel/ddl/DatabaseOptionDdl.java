package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Identifiers;
import java.util.Optional;

/** Reads and writes statements that set options of the database. Pure functions. */
final class DatabaseOptionDdl {

  /** The kind of all counters that do not say theirs. */
  static final String DEFAULT_SEQUENCE_KIND = "default_sequence_kind";

  /**
   * The zone of expressions, such as defaults, that do not say theirs. Spanner sets it only for a
   * database without tables.
   */
  static final String DEFAULT_TIME_ZONE = "default_time_zone";

  /** Placements cannot be created without it. */
  static final String PLACEMENT_PREVIEW = "opt_in_dataplacement_preview";

  /** Stands for the name of the database until {@link #withDatabaseId} replaces it. */
  private static final String UNNAMED = "database";

  private DatabaseOptionDdl() {}

  /**
   * Skips {@code ALTER DATABASE name SET}. The name may be any tokens: the emulator writes a name
   * with a hyphen without quotes.
   *
   * @return false for any other statement, of which some tokens may have been skipped
   */
  static boolean skipToSet(DdlTokens tokens) {
    if (!tokens.skip("ALTER", "DATABASE") || tokens.atEnd()) {
      return false;
    }
    do {
      tokens.next();
    } while (!tokens.atEnd() && !tokens.nextAre("SET"));
    return tokens.skip("SET");
  }

  /**
   * Returns the options that {@code ALTER DATABASE d SET OPTIONS (a = 1)} or {@code SET spanner.a =
   * 1} sets, with names without {@code spanner.}; empty for other statements.
   *
   * @throws IllegalArgumentException if it sets something that cannot be read
   */
  static Optional<ImmutableList<DdlOption>> read(DdlTokens tokens) {
    if (!skipToSet(tokens)) {
      return Optional.empty();
    }
    if (tokens.skip("OPTIONS")) {
      return Optional.of(DdlOption.read(tokens));
    }
    String name = tokens.qualifiedName();
    if (!tokens.skipSymbol("=")) {
      tokens.expect("TO");
    }
    return Optional.of(
        ImmutableList.of(new DdlOption(name.replaceFirst("^spanner\\.", ""), tokens.rest())));
  }

  /**
   * Returns each option that a statement sets, in a normalized form; empty for other statements.
   */
  static ImmutableList<String> settings(DdlTokens tokens) {
    try {
      return read(tokens).orElse(ImmutableList.of()).stream()
          .map(o -> "SET %s %s %s".formatted(o.name(), o.type(), o.text(tokens.dialect())))
          .collect(toImmutableList());
    } catch (IllegalArgumentException e) {
      // The statement then runs each time, which does no harm.
      return ImmutableList.of();
    }
  }

  /** Returns the statement that sets one option of a database that has no name yet. */
  static String set(Dialect dialect, DdlOption option) {
    String database = Identifiers.quote(dialect, UNNAMED);
    return dialect == Dialect.POSTGRESQL
        ? "ALTER DATABASE %s SET spanner.%s = %s".formatted(database, option.name(), option.value())
        : "ALTER DATABASE %s SET OPTIONS (%s = %s)"
            .formatted(database, option.name(), option.value());
  }

  /** Returns the statement with the id of another database; any other statement unchanged. */
  static String withDatabaseId(DdlStatement statement, String databaseId) {
    DdlTokens tokens = statement.tokens();
    if (!skipToSet(tokens)) {
      return statement.getText();
    }
    Dialect dialect = tokens.dialect();
    return "ALTER DATABASE " + Identifiers.quote(dialect, databaseId) + " SET " + tokens.rest();
  }
}
