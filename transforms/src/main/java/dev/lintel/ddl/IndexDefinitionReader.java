package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.IndexDefinition.Clause;
import dev.lintel.ddl.IndexDefinition.Part;
import dev.lintel.schema.Identifiers;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a complete CREATE INDEX, SEARCH INDEX or VECTOR INDEX statement. */
final class IndexDefinitionReader {

  private final DdlTokens tokens;
  private final Dialect dialect;

  private IndexDefinitionReader(DdlTokens tokens) {
    this.tokens = tokens;
    this.dialect = tokens.dialect();
  }

  static IndexDefinition read(DdlStatement statement) {
    return new IndexDefinitionReader(statement.tokens()).index(statement);
  }

  private IndexDefinition index(DdlStatement statement) {
    tokens.expect("CREATE");
    ImmutableList.Builder<String> modifiers = ImmutableList.builder();
    while (!tokens.skip("INDEX")) {
      modifiers.add(tokens.identifier().toUpperCase(Locale.ROOT));
    }
    ImmutableList<String> words = modifiers.build();
    while (!tokens.skip("ON")) {
      tokens.next();
    }
    tokens.skipOnly();
    tokens.qualifiedName();
    Optional<String> method =
        tokens.skip("USING") ? Optional.of(tokens.identifier()) : Optional.empty();
    ImmutableList.Builder<Clause> clauses = ImmutableList.builder();
    boolean sorted = !words.contains("SEARCH") && !words.contains("VECTOR");
    ImmutableList<Part> parts = parts(sorted);
    while (!tokens.atEnd()) {
      tokens.skipSymbol(",");
      clauses.add(clause());
    }
    return IndexDefinition.builder()
        .setName(statement.getName().orElseThrow())
        .setTable(statement.getTable().orElseThrow())
        .setModifiers(words)
        .setMethod(method)
        .setParts(parts)
        .setClauses(clauses.build())
        .build();
  }

  private ImmutableList<Part> parts(boolean sorted) {
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    for (DdlTokens part : tokens.elements()) {
      parts.add(part(part, sorted));
    }
    return parts.build();
  }

  private static Part part(DdlTokens part, boolean sorted) {
    String column = part.identifier();
    String order = part.rest().toUpperCase(Locale.ROOT);
    if (sorted && !order.startsWith("ASC") && !order.startsWith("DESC")) {
      order = ("ASC " + order).strip();
    }
    return new Part(column, order);
  }

  private Clause clause() {
    int start = tokens.position();
    if (tokens.nextAre("STORING") || tokens.nextAre("INCLUDE")) {
      String word = tokens.next().text().toUpperCase(Locale.ROOT);
      return new Clause(
          Clause.Kind.STORING,
          tokens.columnList().stream()
              .map(column -> Identifiers.quote(dialect, column))
              .collect(Collectors.joining(", ", word + " (", ")")));
    }
    if (tokens.skip("INTERLEAVE", "IN")) {
      return new Clause(
          Clause.Kind.INTERLEAVE_IN,
          "INTERLEAVE IN " + Identifiers.quoteQualified(dialect, tokens.qualifiedName()));
    }
    if (tokens.skip("PARTITION", "BY")) {
      return new Clause(Clause.Kind.PARTITION_BY, "PARTITION BY " + list());
    }
    if (tokens.skip("ORDER", "BY")) {
      return new Clause(Clause.Kind.ORDER_BY, "ORDER BY " + list());
    }
    Clause.Kind kind = Clause.Kind.OTHER;
    if (tokens.skip("WHERE")) {
      kind = Clause.Kind.WHERE;
    } else if (tokens.nextAre("OPTIONS") || tokens.nextAre("WITH")) {
      kind = Clause.Kind.OPTIONS;
    }
    skipToNextClause();
    return new Clause(kind, tokens.textFrom(start));
  }

  /** Reads {@code a, b DESC}, up to the next clause. */
  private String list() {
    ImmutableList.Builder<String> items = ImmutableList.builder();
    do {
      String column = Identifiers.quote(dialect, tokens.identifier());
      int start = tokens.position();
      while (!tokens.atEnd() && !tokens.nextIs(",") && !atClause()) {
        tokens.skipOne();
      }
      items.add((column + " " + tokens.textFrom(start)).strip());
    } while (tokens.nextIs(",") && !beforeInterleave() && tokens.skipSymbol(","));
    return String.join(", ", items.build());
  }

  private void skipToNextClause() {
    do {
      tokens.skipOne();
    } while (!tokens.atEnd() && !beforeInterleave() && !atClause());
  }

  private boolean beforeInterleave() {
    return tokens.nextIs(",") && tokens.secondIs("INTERLEAVE");
  }

  private boolean atClause() {
    return tokens.nextAre("STORING")
        || tokens.nextAre("INCLUDE")
        || tokens.nextAre("INTERLEAVE", "IN")
        || tokens.nextAre("PARTITION", "BY")
        || tokens.nextAre("ORDER", "BY")
        || tokens.nextAre("WHERE")
        || tokens.nextAre("OPTIONS")
        || tokens.nextAre("WITH");
  }
}
