package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlToken.Kind;
import dev.lintel.schema.ForeignKey;
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
    /** SYNONYM, and UNIQUE, which Spanner rejects. */
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
    tokens.skip("ONLY");
    tokens.qualifiedName();
    tokens.expect("ADD");
    tokens.skip("COLUMN");
    tokens.skip("IF", "NOT", "EXISTS");
  }

  static TableElement of(DdlTokens tokens) {
    if (tokens.skip("CONSTRAINT")) {
      tokens.skip("IF", "NOT", "EXISTS");
      String name = tokens.identifier();
      ElementKind kind = constraintKind(tokens);
      if (kind == null) {
        throw tokens.unreadable("expected a constraint");
      }
      return new TableElement(kind, name, tokens);
    }
    ElementKind kind = constraintKind(tokens);
    return kind == null
        ? new TableElement(ElementKind.COLUMN, tokens.identifier(), tokens)
        : new TableElement(kind, null, tokens);
  }

  /** Skips the keywords of a constraint; returns null if it is not a constraint. */
  private static @Nullable ElementKind constraintKind(DdlTokens tokens) {
    if (tokens.skip("PRIMARY", "KEY")) {
      return ElementKind.PRIMARY_KEY;
    }
    if (tokens.skip("FOREIGN", "KEY")) {
      return ElementKind.FOREIGN_KEY;
    }
    if (tokens.skipWordBefore("CHECK", "(")) {
      return ElementKind.CHECK;
    }
    return tokens.skipWordBefore("SYNONYM", "(") || tokens.skipWordBefore("UNIQUE", "(")
        ? ElementKind.OTHER
        : null;
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
      default -> {}
    }
    return objects.build();
  }

  private String condition() {
    if (kind == ElementKind.FOREIGN_KEY) {
      ForeignKey key = ForeignKeyReader.read("", tokens).key();
      return "FOREIGN KEY %s REFERENCES %s %s"
          .formatted(key.getColumns(), key.getReferencedTable(), key.getReferencedColumns());
    }
    StringBuilder check = new StringBuilder("CHECK");
    for (DdlToken token : tokens.parenthesized()) {
      check.append(' ').append(token.kind() == Kind.WORD ? token.normalized() : token.text());
    }
    return check.toString();
  }

  private DdlObject object(DdlStatement.Kind objectKind, String table, String objectName) {
    return DdlObject.of(tokens.dialect(), objectKind, table, objectName);
  }
}
