package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One statement of a {@link DdlScript}. Immutable. */
public final class DdlStatement {

  /** What a statement creates. */
  public enum Kind {
    TABLE,
    INDEX,
    VIEW,
    SEQUENCE,
    CHANGE_STREAM,
    SCHEMA,
    ROLE,
    MODEL,
    PROPERTY_GRAPH,
    FUNCTION,
    PLACEMENT,
    LOCALITY_GROUP,
    PROTO_BUNDLE,
    /** {@code ALTER TABLE t ADD CONSTRAINT c}, or without a name {@code ADD FOREIGN KEY}. */
    CONSTRAINT,
    /** {@code ALTER TABLE t ADD COLUMN c}. */
    COLUMN,
    /** Anything else: GRANT, ALTER, DROP and so on. */
    OTHER
  }

  private final ImmutableList<DdlToken> tokens;
  private final Dialect dialect;
  private final String source;
  private final String text;
  private final Kind kind;
  private final @Nullable String name;
  private final @Nullable String table;
  private final ImmutableList<DdlObject> creates;
  private final @Nullable DdlObject drops;
  private final ImmutableList<TableRename> renames;

  /**
   * @param source the text that the tokens are from
   * @param text the statement without comments
   */
  DdlStatement(List<DdlToken> tokens, Dialect dialect, String source, String text) {
    this.tokens = ImmutableList.copyOf(tokens);
    this.dialect = dialect;
    this.source = source;
    this.text = text;
    DdlClassifier classifier = new DdlClassifier(tokens());
    this.kind = classifier.kind();
    this.name = classifier.name();
    this.table = classifier.table();
    this.creates =
        kind == Kind.OTHER && classifier.creates().isEmpty()
            ? ImmutableList.of(DdlObject.ofText(tokens))
            : classifier.creates();
    this.drops = classifier.drops();
    this.renames = TableRename.read(tokens());
  }

  private DdlStatement(Dialect dialect, String text) {
    this.tokens = ImmutableList.of();
    this.dialect = dialect;
    this.source = text;
    this.text = text;
    this.kind = Kind.OTHER;
    this.name = null;
    this.table = null;
    this.creates = ImmutableList.of(new DdlObject(Kind.OTHER, "", text));
    this.drops = null;
    this.renames = ImmutableList.of();
  }

  /** Returns a statement that cannot be read, and of which nothing is known but its text. */
  static DdlStatement unread(String ddl, Dialect dialect) {
    return new DdlStatement(dialect, ddl.strip());
  }

  /**
   * Returns the DDL of a database without the statements that create these tables.
   *
   * @param ddl one statement each, as {@code getDatabaseDdl} returns them; a statement that cannot
   *     be parsed stays
   */
  public static ImmutableList<String> withoutTables(
      List<String> ddl, Dialect dialect, Set<String> names) {
    return ddl.stream()
        .filter(text -> createdTable(text, dialect).filter(names::contains).isEmpty())
        .collect(toImmutableList());
  }

  private static Optional<String> createdTable(String text, Dialect dialect) {
    try {
      DdlStatement statement = verbatim(text, dialect);
      return statement.getKind() == Kind.TABLE ? statement.getName() : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Parses a single statement and keeps its comments, because they may be part of the text of a
   * view.
   *
   * @throws IllegalArgumentException if it cannot be parsed far enough to know what it creates, or
   *     if the text is not exactly one statement
   */
  static DdlStatement verbatim(String ddl, Dialect dialect) {
    ImmutableList<DdlToken> tokens = DdlLexer.tokens(ddl, dialect);
    int end = tokens.size();
    while (end > 0 && tokens.get(end - 1).isSymbol(";")) {
      end--;
    }
    ImmutableList<DdlToken> statement = tokens.subList(0, end);
    if (statement.isEmpty() || statement.stream().anyMatch(token -> token.isSymbol(";"))) {
      throw new IllegalArgumentException("Not one DDL statement: " + ddl);
    }
    String text = ddl.substring(statement.get(0).start(), statement.get(end - 1).end());
    return new DdlStatement(statement, dialect, ddl, text);
  }

  /** Returns a statement with another text in the same place of its script. */
  DdlStatement withText(String newText) {
    // The line breaks before it give it the line of this one.
    return verbatim("\n".repeat(getLine() - 1) + newText, dialect);
  }

  /**
   * Returns the statement without the semicolon; without comments if it is from a {@link
   * DdlScript}.
   */
  public String getText() {
    return text;
  }

  /** Returns the line of the script in which the statement starts, from 1. */
  public int getLine() {
    return tokens.isEmpty() ? 1 : tokens.get(0).line();
  }

  /** Returns what the statement creates. */
  public Kind getKind() {
    return kind;
  }

  /**
   * Returns the name of the created object, unquoted and with its schema; empty for OTHER, for a
   * constraint without a name and for a proto bundle.
   */
  public Optional<String> getName() {
    return Optional.ofNullable(name);
  }

  /** Returns the table of a created column, constraint or index. */
  public Optional<String> getTable() {
    return Optional.ofNullable(table);
  }

  /** Returns a new reader at the start of the statement. */
  DdlTokens tokens() {
    return new DdlTokens(tokens, dialect, source, text);
  }

  /**
   * Returns the objects that exist after the statement has run, for a table also its columns and
   * constraints, for an index also its columns. The created object comes first. A statement that
   * creates nothing known has its text.
   */
  ImmutableList<DdlObject> creates() {
    return creates;
  }

  /**
   * Returns the objects that all have to exist for the statement not to run: the created object
   * itself, or all the options of the database.
   */
  ImmutableList<DdlObject> identity() {
    return kind == Kind.OTHER || creates.isEmpty() ? creates : creates.subList(0, 1);
  }

  Optional<DdlObject> drops() {
    return Optional.ofNullable(drops);
  }

  /** Returns the renames of a RENAME, one after the other; empty for any other statement. */
  ImmutableList<TableRename> renames() {
    return renames;
  }

  /**
   * Returns the names of the database options that the statement sets, without {@code spanner.};
   * empty if they cannot be read.
   */
  public ImmutableList<String> getDatabaseOptions() {
    try {
      return DatabaseOptionDdl.read(tokens()).stream()
          .flatMap(List::stream)
          .map(DdlOption::name)
          .collect(ImmutableList.toImmutableList());
    } catch (IllegalArgumentException e) {
      return ImmutableList.of();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
