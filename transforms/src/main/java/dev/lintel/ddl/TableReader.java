package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.TableDefinition.Interleave;
import dev.lintel.schema.Column;
import dev.lintel.schema.ColumnType;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.schema.Table.OnDelete;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads CREATE TABLE. The result does not have what the server adds, such as the indexes that back
 * foreign keys. Keys name tables and columns as the statement spells them.
 */
final class TableReader {

  /** The column that Spanner adds to a table without a primary key. */
  private static final String ROW_ID = "rowid";

  private final DdlTokens tokens;
  private final UnknownClauses unknown;
  private final List<Column> columns = new ArrayList<>();
  private final List<ColumnDefinition> details = new ArrayList<>();
  private final List<ForeignKeyDefinition> foreignKeys = new ArrayList<>();
  private final List<CheckDefinition> checks = new ArrayList<>();
  private final String name;
  private @Nullable ImmutableList<KeyPart> primaryKey;
  private @Nullable Interleave interleave;

  private TableReader(DdlTokens tokens, UnknownClauses unknown) {
    this.tokens = tokens;
    this.unknown = unknown;
    tokens.expect("CREATE", "TABLE");
    tokens.skip("IF", "NOT", "EXISTS");
    this.name = tokens.qualifiedName();
    tokens.elements().forEach(this::readableElement);
    while (!tokens.atEnd()) {
      tokens.skipSymbol(",");
      trailer();
    }
    if (primaryKey == null) {
      addRowId();
    }
    primaryKey = primaryKey.stream().map(this::spelt).collect(toImmutableList());
  }

  private TableReader(TableDefinition table, DdlTokens tokens, UnknownClauses unknown) {
    this.tokens = tokens;
    this.unknown = unknown;
    this.name = table.getName();
    this.details.addAll(table.getColumns());
    this.foreignKeys.addAll(table.getForeignKeys());
    this.checks.addAll(table.getChecks());
    this.primaryKey = table.getPrimaryKey();
    this.interleave = table.getInterleave().orElse(null);
  }

  /**
   * Reads what writing rows needs of a CREATE TABLE: columns, key, parent and foreign keys.
   *
   * @throws IllegalArgumentException if they cannot be read; the message has the line
   */
  static Table read(DdlStatement statement) {
    return new TableReader(statement.tokens(), UnknownClauses.rejectElements()).table();
  }

  /**
   * Reads everything that a CREATE TABLE says.
   *
   * @param unknown receives the clauses that are not understood or have no place in a definition
   * @throws IllegalArgumentException if the statement cannot be parsed
   */
  static TableDefinition define(DdlStatement statement, UnknownClauses unknown) {
    return new TableReader(statement.tokens(), unknown).definition();
  }

  /** Returns a definition with the element that an ALTER TABLE adds. */
  static TableDefinition extended(
      TableDefinition table, TableElement added, UnknownClauses unknown) {
    TableReader reader = new TableReader(table, added.tokens(), unknown);
    reader.element(added);
    return reader.definition();
  }

  private Table table() {
    Table.Builder table =
        Table.builder()
            .setName(name)
            .setPrimaryKey(primaryKey)
            .setColumns(columns.stream().map(this::implied).collect(toImmutableList()))
            .setForeignKeys(foreignKeys.stream().map(ForeignKeyDefinition::key).toList());
    if (interleave != null && interleave.kind() == Interleave.Kind.IN_PARENT) {
      table.setParent(interleave.parent(), interleave.onDelete());
    }
    return table.build();
  }

  private TableDefinition definition() {
    TableDefinition.Builder table =
        TableDefinition.builder()
            .setName(name)
            .setPrimaryKey(primaryKey)
            .setColumns(
                details.stream()
                    .map(c -> isImplicitlyNotNull(c.getName()) ? notNull(c) : c)
                    .collect(toImmutableList()))
            .setChecks(checks)
            .setForeignKeys(foreignKeys);
    if (interleave != null) {
      table.setInterleave(interleave);
    }
    return table.build();
  }

  private void readableElement(DdlTokens elementTokens) {
    try {
      element(TableElement.of(elementTokens));
    } catch (IllegalArgumentException e) {
      unknown.add(elementTokens, e);
    }
  }

  private void element(TableElement element) {
    DdlTokens elementTokens = element.tokens();
    switch (element.kind()) {
      case COLUMN -> column(ColumnReader.read(element, unknown));
      case PRIMARY_KEY -> {
        primaryKey(elementTokens);
        rest(elementTokens);
      }
      case FOREIGN_KEY -> {
        String keyName = element.name() == null ? "" : element.name();
        foreignKeys.add(ForeignKeyReader.read(keyName, elementTokens));
        rest(elementTokens);
      }
      case CHECK -> {
        checks.add(
            new CheckDefinition(
                Optional.ofNullable(element.name()), elementTokens.parenthesizedText()));
        rest(elementTokens);
      }
      case SYNONYM, OTHER -> unknown.add(elementTokens.wholeText());
    }
  }

  private void rest(DdlTokens elementTokens) {
    if (!elementTokens.atEnd()) {
      unknown.add(elementTokens.wholeText());
    }
  }

  private void column(ColumnReader.Definition definition) {
    columns.add(definition.column());
    details.add(definition.details());
    foreignKeys.addAll(definition.foreignKeys());
    checks.addAll(definition.checks());
    if (definition.isPrimaryKey()) {
      setPrimaryKey(ImmutableList.of(KeyPart.ascending(definition.column().getName())));
    }
  }

  private void primaryKey(DdlTokens keyTokens) {
    setPrimaryKey(IndexReader.keyParts(keyTokens, rest -> unknown.add("PRIMARY KEY " + rest)));
  }

  /** A table without a primary key has a hidden identity column for it. */
  private void addRowId() {
    ColumnType type =
        ColumnType.parse(
            tokens.dialect() == Dialect.POSTGRESQL ? "bigint" : "INT64", tokens.dialect());
    columns.add(
        Column.builder()
            .setName(ROW_ID)
            .setType(type.type())
            .setTypeName(type.name())
            .setNullable(false)
            .setSource(Column.Source.DEFAULT)
            .setDefaultUnique(true)
            .build());
    details.add(
        ColumnDefinition.builder()
            .setName(ROW_ID)
            .setType(type.type())
            .setSqlType(type.name())
            .setNullable(false)
            .setHidden(true)
            .setIdentity(CounterDefinition.DEFAULT)
            .build());
    primaryKey = ImmutableList.of(KeyPart.ascending(ROW_ID));
  }

  private void setPrimaryKey(ImmutableList<KeyPart> keyParts) {
    if (primaryKey != null) {
      throw tokens.unreadable("the table has two primary keys");
    }
    primaryKey = keyParts;
  }

  private void trailer() {
    int start = tokens.position();
    if (tokens.skip("PRIMARY", "KEY")) {
      primaryKey(tokens);
      return;
    }
    if (tokens.skip("INTERLEAVE", "IN")) {
      Interleave.Kind kind = skipParent(tokens) ? Interleave.Kind.IN_PARENT : Interleave.Kind.IN;
      interleave = new Interleave(tokens.qualifiedName(), kind, onDelete());
      return;
    }
    if (tokens.skip("ROW", "DELETION", "POLICY") || tokens.skip("OPTIONS")) {
      tokens.parenthesized();
    } else if (tokens.skip("TTL", "INTERVAL")) {
      tokens.next();
      tokens.expect("ON");
      tokens.identifier();
    } else if (tokens.skip("LOCALITY", "GROUP")) {
      tokens.identifier();
    } else {
      do {
        tokens.skipOne();
      } while (!tokens.atEnd()
          && !tokens.nextIs(",")
          && !tokens.nextAre("PRIMARY", "KEY")
          && !tokens.nextAre("INTERLEAVE", "IN"));
    }
    unknown.add(tokens.textFrom(start));
  }

  /** Skips PARENT, unless that is the name of the other table: {@code INTERLEAVE IN Parent}. */
  static boolean skipParent(DdlTokens tokens) {
    DdlToken after = tokens.peek(1);
    return after != null && after.isIdentifier() && !after.isWord("ON") && tokens.skip("PARENT");
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
        .map(column -> KeyPart.of(column, part.getOrder()))
        .orElseGet(() -> ofUnreadColumn(part));
  }

  private KeyPart ofUnreadColumn(KeyPart part) {
    if (unknown.elementsRejected()) {
      throw tokens.unreadable("its primary key has no column " + part.getColumn());
    }
    return part;
  }

  private Column implied(Column column) {
    return isImplicitlyNotNull(column.getName())
        ? column.toBuilder().setNullable(false).build()
        : column;
  }

  private static ColumnDefinition notNull(ColumnDefinition column) {
    return column.toBuilder().setNullable(false).build();
  }

  /** In PostgreSQL the columns of the primary key are implicitly NOT NULL. */
  private boolean isImplicitlyNotNull(String column) {
    return tokens.dialect() == Dialect.POSTGRESQL
        && primaryKey.stream().anyMatch(part -> part.getColumn().equalsIgnoreCase(column));
  }
}
