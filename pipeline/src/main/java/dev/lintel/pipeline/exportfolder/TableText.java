package dev.lintel.pipeline.exportfolder;

import static java.util.stream.Collectors.joining;

import com.google.cloud.spanner.Dialect;
import dev.lintel.ddl.CheckDefinition;
import dev.lintel.ddl.ForeignKeyDefinition;
import dev.lintel.ddl.IndexDefinition;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.Table.OnDelete;
import java.util.List;

/** What belongs to a table, in the DDL that Google's export spells it in. Pure. */
final class TableText {

  private TableText() {}

  static String index(IndexDefinition index, Dialect dialect) {
    String modifiers =
        index.getModifiers().stream().map(modifier -> modifier + " ").collect(joining());
    return "CREATE %sINDEX %s ON %s%s(%s)%s"
        .formatted(
            modifiers,
            indexName(index.getName(), dialect),
            Identifiers.quoteQualified(dialect, index.getTable()),
            index.getMethod().map(method -> " USING " + method + " ").orElse(""),
            index.getParts().stream()
                .map(
                    part ->
                        (Identifiers.quote(dialect, part.column()) + " " + part.order()).strip())
                .collect(joining(", ")),
            index.getClauseText(dialect));
  }

  static String foreignKey(String table, ForeignKeyDefinition definition, Dialect dialect) {
    ForeignKey key = definition.key();
    return "ALTER TABLE %s ADD %sFOREIGN KEY (%s) REFERENCES %s (%s) ON DELETE %s%s"
        .formatted(
            Identifiers.quoteQualified(dialect, table),
            definition.name().map(name -> constraint(name, dialect)).orElse(""),
            columns(key.getColumns(), dialect),
            Identifiers.quoteQualified(dialect, key.getReferencedTable()),
            columns(key.getReferencedColumns(), dialect),
            definition.key().getOnDelete() == OnDelete.CASCADE ? "CASCADE" : "NO ACTION",
            definition.enforced() ? "" : " NOT ENFORCED");
  }

  static String check(CheckDefinition check, Dialect dialect) {
    return check.name().map(name -> constraint(name, dialect)).orElse("")
        + "CHECK ("
        + check.expression()
        + ")";
  }

  private static String constraint(String name, Dialect dialect) {
    return "CONSTRAINT " + Identifiers.quote(dialect, name) + " ";
  }

  /** In PostgreSQL an index is in the schema of its table and must not say so. */
  private static String indexName(String name, Dialect dialect) {
    return dialect == Dialect.POSTGRESQL
        ? Identifiers.quote(dialect, name.substring(name.indexOf('.') + 1))
        : Identifiers.quoteQualified(dialect, name);
  }

  private static String columns(List<String> columns, Dialect dialect) {
    return columns.stream()
        .map(column -> Identifiers.quote(dialect, column))
        .collect(joining(", "));
  }
}
