package dev.lintel.schema;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
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
  private final String text;
  private final Kind kind;
  private final @Nullable String name;
  private final @Nullable String table;
  private final ImmutableList<DdlObject> creates;
  private final @Nullable DdlObject drops;

  DdlStatement(List<DdlToken> tokens, Dialect dialect, String text) {
    this.tokens = ImmutableList.copyOf(tokens);
    this.dialect = dialect;
    this.text = text;
    DdlClassifier classifier = new DdlClassifier(tokens());
    this.kind = classifier.kind();
    this.name = classifier.name();
    this.table = classifier.table();
    this.creates = classifier.creates();
    this.drops = classifier.drops();
  }

  /** The statement without comments and without the semicolon. */
  public String getText() {
    return text;
  }

  /** The line of the script in which the statement starts, from 1. */
  public int getLine() {
    return tokens.get(0).line();
  }

  public Kind getKind() {
    return kind;
  }

  /**
   * The name of what is created, unquoted and with its schema; empty for OTHER, for a constraint
   * without a name and for a proto bundle.
   */
  public Optional<String> getName() {
    return Optional.ofNullable(name);
  }

  /** The table that a column, a constraint or an index belongs to. */
  public Optional<String> getTable() {
    return Optional.ofNullable(table);
  }

  /** From the start. */
  DdlTokens tokens() {
    return new DdlTokens(tokens, dialect, text);
  }

  /**
   * What exists once the statement has run: of a table, also its columns and constraints. What
   * identifies the statement itself comes first; empty if it must always be run.
   */
  ImmutableList<DdlObject> creates() {
    return creates;
  }

  Optional<DdlObject> drops() {
    return Optional.ofNullable(drops);
  }

  @Override
  public String toString() {
    return text;
  }
}
