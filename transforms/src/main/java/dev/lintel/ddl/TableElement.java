package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A column or a constraint of CREATE TABLE or ALTER TABLE ADD.
 *
 * @param name the name of the column or constraint; null for a constraint without a name
 * @param tokens the tokens after the name
 */
record TableElement(ElementKind kind, @Nullable String name, DdlTokens tokens) {

  enum ElementKind {
    COLUMN,
    PRIMARY_KEY,
    FOREIGN_KEY,
    CHECK,
    SYNONYM,
    /** UNIQUE, which Spanner rejects, and whatever cannot be read. */
    OTHER
  }

  /** Reads the element that an ALTER TABLE adds. */
  static TableElement added(DdlStatement statement) {
    DdlTokens tokens = statement.tokens();
    skipToAdded(tokens);
    return of(tokens);
  }

  /** Skips {@code ALTER TABLE t ADD}. */
  static void skipToAdded(DdlTokens tokens) {
    tokens.expect("ALTER", "TABLE");
    tokens.skip("IF", "EXISTS");
    tokens.skipOnly();
    tokens.qualifiedName();
    tokens.expect("ADD");
    tokens.skip("COLUMN");
    tokens.skip("IF", "NOT", "EXISTS");
  }

  /** Finds out what an element is. One that is neither a column nor a known constraint is OTHER. */
  static TableElement of(DdlTokens tokens) {
    int start = tokens.position();
    if (tokens.skip("CONSTRAINT")) {
      tokens.skip("IF", "NOT", "EXISTS");
      DdlToken next = tokens.peek();
      if (next != null && next.isIdentifier()) {
        String name = tokens.identifier();
        ElementKind kind = constraintKind(tokens);
        if (kind != null) {
          return new TableElement(kind, name, tokens);
        }
      }
      tokens.backTo(start);
      if (!isColumnNamedConstraint(tokens)) {
        return new TableElement(ElementKind.OTHER, null, tokens);
      }
    }
    ElementKind kind = constraintKind(tokens);
    if (kind != null) {
      return new TableElement(kind, null, tokens);
    }
    DdlToken next = tokens.peek();
    return next != null && next.isIdentifier()
        ? new TableElement(ElementKind.COLUMN, tokens.identifier(), tokens)
        : new TableElement(ElementKind.OTHER, null, tokens);
  }

  /** CONSTRAINT is reserved in PostgreSQL; in GoogleSQL it may be a name, before a type. */
  private static boolean isColumnNamedConstraint(DdlTokens tokens) {
    if (tokens.dialect() == Dialect.POSTGRESQL) {
      return false;
    }
    int start = tokens.position();
    try {
      tokens.expect("CONSTRAINT");
      TypeReader.read(tokens);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    } finally {
      tokens.backTo(start);
    }
  }

  /** Skips the keywords of a constraint; returns null if it is not a constraint. */
  private static @Nullable ElementKind constraintKind(DdlTokens tokens) {
    if (tokens.skip("PRIMARY", "KEY")) {
      return ElementKind.PRIMARY_KEY;
    }
    if (tokens.skip("FOREIGN", "KEY")) {
      return ForeignKeyReader.isKnown(tokens) ? ElementKind.FOREIGN_KEY : ElementKind.OTHER;
    }
    if (tokens.skipWordBefore("CHECK", "(")) {
      return ElementKind.CHECK;
    }
    if (tokens.skipWordBefore("SYNONYM", "(")) {
      return ElementKind.SYNONYM;
    }
    return tokens.skipWordBefore("UNIQUE", "(") ? ElementKind.OTHER : null;
  }

  /**
   * Returns the objects that the element creates. A constraint has one object for its name and one
   * for its condition, so that a constraint without a name is found under the name that the server
   * gave it.
   */
  ImmutableList<DdlObject> objects(String table) {
    ImmutableList.Builder<DdlObject> objects = ImmutableList.builder();
    switch (kind) {
      case COLUMN -> objects.add(object(DdlStatement.Kind.COLUMN, table, name));
      case FOREIGN_KEY, CHECK -> {
        if (name != null) {
          objects.add(object(DdlStatement.Kind.CONSTRAINT, table, name));
        }
        objects.add(object(DdlStatement.Kind.CONSTRAINT, table, condition()));
      }
      case SYNONYM ->
          tokens
              .inner()
              .findIdentifier()
              .ifPresent(it -> objects.add(DdlObject.synonym(tokens.dialect(), table, it)));
      default -> {}
    }
    return objects.build();
  }

  /** Returns what the constraint requires. */
  private String condition() {
    if (kind == ElementKind.FOREIGN_KEY) {
      return DdlObject.foreignKey(ForeignKeyReader.read("", tokens).key());
    }
    StringBuilder check = new StringBuilder("CHECK");
    DdlTokens expression = tokens.inner();
    while (!expression.atEnd()) {
      expression.nextOfExpression().ifPresent(it -> check.append(' ').append(it));
    }
    return check.toString();
  }

  private DdlObject object(DdlStatement.Kind objectKind, String table, String objectName) {
    return DdlObject.of(tokens.dialect(), objectKind, table, objectName);
  }
}
