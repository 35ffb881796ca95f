package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import dev.lintel.schema.Index;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.KeyPart.Order;
import java.util.List;
import java.util.function.Consumer;

/** Reads indexes, and key parts in general, from DDL. */
final class IndexReader {

  private IndexReader() {}

  /** Reads a CREATE INDEX statement. */
  static Index read(DdlStatement statement) {
    DdlTokens tokens = statement.tokens();
    boolean unique = false;
    boolean nullFiltered = false;
    while (!tokens.skip("ON")) {
      unique |= tokens.nextAre("UNIQUE", "INDEX") || tokens.nextAre("UNIQUE", "NULL_FILTERED");
      nullFiltered |= tokens.nextAre("NULL_FILTERED", "INDEX");
      tokens.next();
    }
    tokens.skipOnly();
    tokens.qualifiedName();
    if (tokens.skip("USING")) {
      tokens.identifier();
    }
    List<KeyPart> keyParts = keyParts(tokens, rest -> {});
    ImmutableList<String> stored = ImmutableList.of();
    while (!tokens.atEnd()) {
      if (tokens.skip("STORING") || tokens.skip("INCLUDE")) {
        stored = tokens.columnList();
      } else {
        tokens.skipOne();
      }
    }
    return Index.builder()
        .setName(statement.getName().orElse(""))
        .setKeyParts(keyParts)
        .setStoredColumns(Ordering.natural().sortedCopy(stored))
        .setUnique(unique)
        .setNullFiltered(nullFiltered)
        .build();
  }

  /**
   * Reads {@code (a, b DESC)}, which may be empty.
   *
   * @param unknown takes the text of each part that has more than a column and an order
   */
  static ImmutableList<KeyPart> keyParts(DdlTokens tokens, Consumer<String> unknown) {
    ImmutableList.Builder<KeyPart> parts = ImmutableList.builder();
    for (DdlTokens part : tokens.elements()) {
      String column = part.identifier();
      boolean descending = part.skip("DESC");
      part.skip("ASC");
      if (part.skip("NULLS") && !part.skip("FIRST")) {
        part.expect("LAST");
      }
      if (!part.atEnd()) {
        unknown.accept(part.wholeText());
      }
      parts.add(KeyPart.of(column, descending ? Order.DESC : Order.ASC));
    }
    return parts.build();
  }

  /** Qualifies the name of an index: a PostgreSQL index is in the schema of its table. */
  static String qualify(Dialect dialect, String index, String table) {
    int dot = table.indexOf('.');
    return dialect == Dialect.POSTGRESQL && dot >= 0 && index.indexOf('.') < 0
        ? table.substring(0, dot + 1) + index
        : index;
  }
}
