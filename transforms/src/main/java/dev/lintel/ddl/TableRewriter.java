package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;

/** Rewrites CREATE TABLE statements, and changes only what is necessary. Pure functions. */
final class TableRewriter {

  /** Returns the text to replace one element of a table; an empty text removes the element. */
  interface Rewrite {
    String of(TableElement element, String text);
  }

  private TableRewriter() {}

  /**
   * Splits a CREATE TABLE into the table and an ALTER TABLE for each of its foreign keys; returns
   * any other statement unchanged.
   */
  static ImmutableList<ScriptStatement> withoutForeignKeys(ScriptStatement statement) {
    if (statement.kind() != Kind.TABLE) {
      return ImmutableList.of(statement);
    }
    DdlStatement table = statement.statement().orElseThrow();
    Dialect dialect = table.tokens().dialect();
    List<String> keys = new ArrayList<>();
    String text =
        rewritten(
            table,
            (element, elementText) -> {
              if (element.kind() != TableElement.ElementKind.FOREIGN_KEY) {
                return elementText;
              }
              keys.add(elementText);
              return "";
            });
    if (keys.isEmpty()) {
      return ImmutableList.of(statement);
    }
    ImmutableList.Builder<ScriptStatement> statements = ImmutableList.builder();
    statements.add(ScriptStatement.of(dialect, text));
    String alter = "ALTER TABLE " + Identifiers.quoteQualified(dialect, statement.name()) + " ADD ";
    keys.forEach(key -> statements.add(ScriptStatement.of(dialect, alter + key)));
    return statements.build();
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
