package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Table.OnDelete;

/** Reads foreign keys from DDL. */
final class ForeignKeyReader {

  private ForeignKeyReader() {}

  /** Returns true if the tokens after FOREIGN KEY are those of a known form; reads none of them. */
  static boolean isKnown(DdlTokens tokens) {
    int start = tokens.position();
    try {
      tokens.columnList();
      tokens.expect("REFERENCES");
      tokens.qualifiedName();
      tokens.columnList();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    } finally {
      tokens.backTo(start);
    }
  }

  /** Reads the tokens after FOREIGN KEY. */
  static ForeignKeyDefinition read(String name, DdlTokens tokens) {
    return references(name, tokens.columnList(), tokens);
  }

  /** Reads {@code REFERENCES t (c) ...} for the referencing columns. */
  static ForeignKeyDefinition references(
      String name, ImmutableList<String> columns, DdlTokens tokens) {
    tokens.expect("REFERENCES");
    ForeignKey key = ForeignKey.of(name, columns, tokens.qualifiedName(), tokens.columnList());
    if (key.getReferencedColumns().size() != columns.size()) {
      throw tokens.unreadable("the foreign key references a different number of columns");
    }
    OnDelete onDelete = OnDelete.NO_ACTION;
    boolean enforced = true;
    boolean more = true;
    while (more) {
      if (tokens.skip("ON", "DELETE", "CASCADE")) {
        onDelete = OnDelete.CASCADE;
      } else if (tokens.skip("NOT", "ENFORCED")) {
        enforced = false;
      } else {
        more = skipDefault(tokens);
      }
    }
    return new ForeignKeyDefinition(key.withOnDelete(onDelete), enforced);
  }

  /** Skips a clause that says what holds without it, and returns whether one came next. */
  private static boolean skipDefault(DdlTokens tokens) {
    return tokens.skip("ON", "DELETE", "NO", "ACTION")
        || tokens.skip("ON", "UPDATE", "NO", "ACTION")
        || tokens.skip("ENFORCED")
        || tokens.skip("NOT", "DEFERRABLE")
        || tokens.skip("INITIALLY", "IMMEDIATE")
        || tokens.skip("MATCH", "SIMPLE");
  }
}
