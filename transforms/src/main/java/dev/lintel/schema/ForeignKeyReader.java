package dev.lintel.schema;

import com.google.common.collect.ImmutableList;

/** Reads foreign keys from DDL. */
final class ForeignKeyReader {

  private ForeignKeyReader() {}

  /** Reads what follows FOREIGN KEY. */
  static ForeignKey read(String name, DdlTokens tokens) {
    return references(name, tokens.columnList(), tokens);
  }

  /** Reads {@code REFERENCES t (c) ...} for the columns that reference. */
  static ForeignKey references(String name, ImmutableList<String> columns, DdlTokens tokens) {
    tokens.expect("REFERENCES");
    ForeignKey key = ForeignKey.of(name, columns, tokens.qualifiedName(), tokens.columnList());
    if (key.getReferencedColumns().size() != columns.size()) {
      throw tokens.unreadable("the foreign key references a different number of columns");
    }
    boolean more = true;
    while (more) {
      more =
          tokens.skip("ON", "DELETE", "CASCADE")
              || tokens.skip("ON", "DELETE", "NO", "ACTION")
              || tokens.skip("ENFORCED")
              || tokens.skip("NOT", "ENFORCED");
    }
    return key;
  }
}
