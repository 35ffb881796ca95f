package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;

/**
 * One table that gets another name.
 *
 * @param from the earlier name, qualified with its schema
 * @param to the later name, qualified with its schema
 */
record TableRename(String from, String to) {

  /**
   * Reads {@code RENAME TABLE a TO b, c TO d} and {@code ALTER TABLE a RENAME TO b}, with what may
   * follow the latter.
   *
   * @param tokens at the start of a statement
   * @return empty for any other statement
   */
  static ImmutableList<TableRename> read(DdlTokens tokens) {
    if (tokens.skip("RENAME", "TABLE")) {
      ImmutableList.Builder<TableRename> renames = ImmutableList.builder();
      do {
        String from = tokens.qualifiedName();
        tokens.expect("TO");
        renames.add(new TableRename(from, tokens.qualifiedName()));
      } while (tokens.skipSymbol(","));
      return renames.build();
    }
    if (!tokens.skip("ALTER", "TABLE")) {
      return ImmutableList.of();
    }
    tokens.skip("IF", "EXISTS");
    tokens.skipOnly();
    String from = tokens.qualifiedName();
    return tokens.skip("RENAME", "TO") || tokens.skip("RENAME", "WITH", "SYNONYM", "TO")
        ? ImmutableList.of(new TableRename(from, inSchemaOf(from, tokens)))
        : ImmutableList.of();
  }

  /** In PostgreSQL the new name has no schema: the table stays in its own. */
  private static String inSchemaOf(String from, DdlTokens tokens) {
    String to = tokens.qualifiedName();
    int dot = from.indexOf('.');
    return tokens.dialect() == Dialect.POSTGRESQL && dot >= 0 && to.indexOf('.') < 0
        ? from.substring(0, dot + 1) + to
        : to;
  }

  DdlObject apply(Dialect dialect, DdlObject object) {
    return object.renamed(DdlObject.fold(dialect, from), DdlObject.fold(dialect, to));
  }
}
