package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Rewrites CREATE TABLE statements, and changes only what is necessary. Pure functions. */
final class TableRewriter {

  /** Returns the text to replace one element of a table; an empty text removes the element. */
  interface Rewrite {
    String of(TableElement element, String text);
  }

  private TableRewriter() {}

  /**
   * Splits a CREATE TABLE into the table and an ALTER TABLE for each of its foreign keys; returns
   * any other statement, and a table whose foreign keys cannot be read, unchanged.
   */
  static ImmutableList<ScriptStatement> withoutForeignKeys(ScriptStatement statement) {
    if (statement.kind() != Kind.TABLE) {
      return ImmutableList.of(statement);
    }
    DdlStatement table = statement.statement().orElseThrow();
    Split split;
    try {
      split = split(table, key -> true);
    } catch (IllegalArgumentException e) {
      return ImmutableList.of(statement);
    }
    if (split.keys().isEmpty()) {
      return ImmutableList.of(statement);
    }
    ImmutableList.Builder<ScriptStatement> statements = ImmutableList.builder();
    statements.add(ScriptStatement.of(table.tokens().dialect(), split.table()));
    split.keys().forEach(key -> statements.add(ScriptStatement.of(table.tokens().dialect(), key)));
    return statements.build();
  }

  /**
   * A CREATE TABLE without some of its foreign keys, and these.
   *
   * @param keys an ALTER TABLE for each
   */
  record Split(String table, ImmutableList<String> keys) {}

  /**
   * Takes foreign keys out of a CREATE TABLE.
   *
   * @param taken whether to take a key
   */
  static Split split(DdlStatement table, Predicate<ForeignKey> taken) {
    List<String> keys = new ArrayList<>();
    String text =
        rewritten(
            table,
            (element, elementText) ->
                switch (element.kind()) {
                  case FOREIGN_KEY -> {
                    if (!taken.test(ForeignKeyReader.read("", element.tokens()).key())) {
                      yield elementText;
                    }
                    keys.add(elementText);
                    yield "";
                  }
                  case COLUMN -> withoutReferences(element, elementText, taken, keys);
                  default -> elementText;
                });
    String alter =
        "ALTER TABLE %s ADD "
            .formatted(
                Identifiers.quoteQualified(
                    table.tokens().dialect(), table.getName().orElseThrow()));
    return new Split(
        text, keys.stream().map(key -> alter + key).collect(ImmutableList.toImmutableList()));
  }

  /** Takes the REFERENCES clauses out of a column. */
  private static String withoutReferences(
      TableElement column, String text, Predicate<ForeignKey> taken, List<String> keys) {
    DdlTokens tokens = column.tokens();
    List<String> left = new ArrayList<>();
    int kept = 0;
    while (!tokens.atEnd()) {
      int start = tokens.position();
      String name = "";
      if (tokens.skip("CONSTRAINT")) {
        tokens.identifier();
        name = tokens.textFrom(start) + " ";
      }
      if (tokens.nextAre("REFERENCES")) {
        int references = tokens.position();
        ForeignKey key =
            ForeignKeyReader.references("", ImmutableList.of(column.name()), tokens).key();
        if (taken.test(key)) {
          keys.add(
              "%sFOREIGN KEY (%s) %s"
                  .formatted(
                      name,
                      Identifiers.quote(tokens.dialect(), column.name()),
                      tokens.textFrom(references)));
          left.add(tokens.text(kept, start));
          kept = tokens.position();
        }
      } else if (name.isEmpty()) {
        tokens.skipOne();
      }
    }
    left.add(tokens.textFrom(kept));
    return kept == 0 ? text : String.join(" ", left).strip();
  }

  /** Returns the statement with each element replaced; the original text if no element changes. */
  static String rewritten(DdlStatement table, Rewrite rewrite) {
    DdlTokens tokens = table.tokens();
    while (!tokens.nextIs("(")) {
      tokens.next();
    }
    String head = tokens.textBefore();
    List<String> elements = new ArrayList<>();
    boolean changed = false;
    for (DdlTokens element : tokens.elements()) {
      String text = element.wholeText();
      String rewritten = rewrite.of(TableElement.of(element), text);
      changed |= !rewritten.equals(text);
      if (!rewritten.isEmpty()) {
        elements.add(rewritten);
      }
    }
    if (!changed) {
      return table.getText();
    }
    String tail = tokens.rest();
    String gap = tail.startsWith(",") || tail.isEmpty() ? "" : " ";
    return head.strip() + " (\n  " + String.join(",\n  ", elements) + "\n)" + gap + tail;
  }
}
