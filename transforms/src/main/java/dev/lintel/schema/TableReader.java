package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Table.OnDelete;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads CREATE TABLE. The server's own additions, such as the indexes that back foreign keys, are
 * not there, and tables and columns that keys name are spelt as the statement spells them.
 */
final class TableReader {

  private final DdlTokens tokens;
  private final List<Column> columns = new ArrayList<>();
  private final List<ForeignKey> foreignKeys = new ArrayList<>();
  private @Nullable ImmutableList<KeyPart> primaryKey;

  private TableReader(DdlTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * @throws IllegalArgumentException if the statement cannot be read; the message has the line
   */
  static Table read(DdlStatement statement) {
    return new TableReader(statement.tokens()).table();
  }

  private Table table() {
    tokens.expect("CREATE", "TABLE");
    tokens.skip("IF", "NOT", "EXISTS");
    Table.Builder table = Table.builder().setName(tokens.qualifiedName());
    tokens.elements().forEach(this::element);
    if (tokens.skip("PRIMARY", "KEY")) {
      setPrimaryKey(IndexReader.keyParts(tokens));
    }
    while (!tokens.atEnd()) {
      tokens.skipSymbol(",");
      trailer(table);
    }
    if (primaryKey == null) {
      throw tokens.unreadable("the table has no primary key");
    }
    return table
        .setPrimaryKey(primaryKey.stream().map(this::spelt).collect(toImmutableList()))
        .setColumns(columns.stream().map(this::implied).collect(toImmutableList()))
        .setForeignKeys(foreignKeys)
        .build();
  }

  private void element(DdlTokens elementTokens) {
    TableElement element = TableElement.of(elementTokens);
    switch (element.kind()) {
      case COLUMN -> column(ColumnReader.read(element));
      case PRIMARY_KEY -> setPrimaryKey(IndexReader.keyParts(elementTokens));
      case FOREIGN_KEY -> {
        String name = element.name() == null ? "" : element.name();
        foreignKeys.add(ForeignKeyReader.read(name, elementTokens));
        elementTokens.expectEnd();
      }
      case CHECK, OTHER -> {}
    }
  }

  private void column(ColumnReader.Definition definition) {
    columns.add(definition.column());
    foreignKeys.addAll(definition.foreignKeys());
    if (definition.isPrimaryKey()) {
      setPrimaryKey(ImmutableList.of(KeyPart.ascending(definition.column().getName())));
    }
  }

  private void setPrimaryKey(ImmutableList<KeyPart> keyParts) {
    if (primaryKey != null) {
      throw tokens.unreadable("the table has two primary keys");
    }
    primaryKey = keyParts;
  }

  private void trailer(Table.Builder table) {
    if (tokens.skip("INTERLEAVE", "IN")) {
      boolean isParent = tokens.skip("PARENT");
      String parent = tokens.qualifiedName();
      OnDelete onDelete = onDelete();
      if (isParent) {
        table.setParent(parent, onDelete);
      }
    } else if (tokens.skip("ROW", "DELETION", "POLICY") || tokens.skip("OPTIONS")) {
      tokens.parenthesized();
    } else if (tokens.skip("TTL", "INTERVAL")) {
      tokens.next();
      tokens.expect("ON");
      tokens.identifier();
    } else if (tokens.skip("LOCALITY", "GROUP")) {
      tokens.identifier();
    } else {
      throw tokens.unreadable("did not expect " + tokens.next().text());
    }
  }

  private OnDelete onDelete() {
    if (!tokens.skip("ON", "DELETE")) {
      return OnDelete.NO_ACTION;
    }
    if (tokens.skip("CASCADE")) {
      return OnDelete.CASCADE;
    }
    tokens.expect("NO", "ACTION");
    return OnDelete.NO_ACTION;
  }

  private KeyPart spelt(KeyPart part) {
    return columns.stream()
        .map(Column::getName)
        .filter(part.getColumn()::equalsIgnoreCase)
        .findFirst()
        .map(name -> KeyPart.of(name, part.getOrder()))
        .orElseThrow(() -> tokens.unreadable("its primary key has no column " + part.getColumn()));
  }

  /** In PostgreSQL the columns of the primary key are NOT NULL without saying so. */
  private Column implied(Column column) {
    boolean isKey =
        primaryKey.stream().anyMatch(part -> part.getColumn().equalsIgnoreCase(column.getName()));
    return tokens.dialect() == Dialect.POSTGRESQL && isKey
        ? column.toBuilder().setNullable(false).build()
        : column;
  }
}
