package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Index;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables of a schema, to which DDL statements are added. Not thread-safe. */
final class SchemaPlan {

  private final Dialect dialect;
  private final Map<String, Table> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  SchemaPlan(DatabaseSchema existing) {
    this.dialect = existing.getDialect();
    existing.getTables().forEach(table -> tables.put(table.getName(), table));
  }

  void add(DdlStatement statement) {
    switch (statement.getKind()) {
      case TABLE -> {
        if (!tables.containsKey(statement.getName().orElseThrow())) {
          Table table = TableReader.read(statement);
          tables.put(table.getName(), table);
        }
      }
      case COLUMN -> addColumn(statement);
      case CONSTRAINT -> addConstraint(statement);
      case INDEX -> addIndex(statement);
      case OTHER -> PlannedAlteration.apply(statement, tables);
      default -> {}
    }
  }

  DatabaseSchema schema() {
    List<Table> spelt = tables.values().stream().map(this::spelt).toList();
    return DatabaseSchema.of(
        dialect, ImmutableList.sortedCopyOf((a, b) -> a.getName().compareTo(b.getName()), spelt));
  }

  private void addColumn(DdlStatement statement) {
    Table table = tableOf(statement);
    if (table.findColumn(statement.getName().orElseThrow()).isEmpty()) {
      ColumnReader.Definition added =
          ColumnReader.read(TableElement.added(statement), UnknownClauses.rejectElements());
      put(
          table.toBuilder()
              .setColumns(append(table.getColumns(), List.of(added.column())))
              .setForeignKeys(
                  append(
                      table.getForeignKeys(),
                      added.foreignKeys().stream().map(ForeignKeyDefinition::key).toList()))
              .build());
    }
  }

  private void addConstraint(DdlStatement statement) {
    Table table = tableOf(statement);
    TableElement element = TableElement.added(statement);
    if (element.kind() != TableElement.ElementKind.FOREIGN_KEY) {
      return;
    }
    String name = element.name() == null ? "" : element.name();
    ForeignKey key = spelt(table, ForeignKeyReader.read(name, element.tokens()).key());
    boolean known =
        table.getForeignKeys().stream()
            .map(other -> spelt(table, other))
            .anyMatch(
                other ->
                    name.isEmpty()
                        ? other.hasSameColumns(key)
                        : other.getName().equalsIgnoreCase(name));
    if (!known) {
      put(table.toBuilder().setForeignKeys(append(table.getForeignKeys(), List.of(key))).build());
    }
  }

  private void addIndex(DdlStatement statement) {
    Table table = tableOf(statement);
    Index index;
    try {
      index = IndexReader.read(statement);
    } catch (IllegalArgumentException e) {
      // A newer server may read it. Rows are planned without it.
      return;
    }
    boolean known =
        table.getIndexes().stream().anyMatch(i -> i.getName().equalsIgnoreCase(index.getName()));
    if (!known) {
      put(table.toBuilder().setIndexes(append(table.getIndexes(), List.of(index))).build());
    }
  }

  private Table tableOf(DdlStatement statement) {
    Table table = tables.get(statement.getTable().orElseThrow());
    if (table == null) {
      throw statement
          .tokens()
          .unreadable("there is no table " + statement.getTable().orElseThrow());
    }
    return table;
  }

  private void put(Table table) {
    tables.put(table.getName(), table);
  }

  /** Spells all names in a table as the objects that they refer to. */
  private Table spelt(Table table) {
    Table.Builder spelt =
        table.toBuilder()
            .setForeignKeys(
                table.getForeignKeys().stream()
                    .map(key -> spelt(table, key))
                    .collect(toImmutableList()))
            .setIndexes(
                table.getIndexes().stream()
                    .map(index -> spelt(table, index))
                    .collect(toImmutableList()));
    table
        .getParent()
        .map(tables::get)
        .ifPresent(p -> spelt.setParent(p.getName(), table.getOnDelete().orElseThrow()));
    return spelt.build();
  }

  private ForeignKey spelt(Table table, ForeignKey key) {
    Optional<Table> referenced = Optional.ofNullable(tables.get(key.getReferencedTable()));
    return ForeignKey.of(
            key.getName(),
            spelt(Optional.of(table), key.getColumns()),
            referenced.map(Table::getName).orElse(key.getReferencedTable()),
            spelt(referenced, key.getReferencedColumns()))
        .withOnDelete(key.getOnDelete());
  }

  private static Index spelt(Table table, Index index) {
    return index.toBuilder()
        .setKeyParts(
            index.getKeyParts().stream()
                .map(part -> KeyPart.of(spelt(table, part.getColumn()), part.getOrder()))
                .collect(toImmutableList()))
        .setStoredColumns(spelt(Optional.of(table), index.getStoredColumns()))
        .build();
  }

  private static ImmutableList<String> spelt(Optional<Table> table, List<String> columns) {
    return columns.stream()
        .map(column -> table.map(t -> spelt(t, column)).orElse(column))
        .collect(toImmutableList());
  }

  private static String spelt(Table table, String column) {
    return table.findColumn(column).map(Column::getName).orElse(column);
  }

  private static <T> List<T> append(List<T> list, List<T> more) {
    List<T> all = new ArrayList<>(list);
    all.addAll(more);
    return all;
  }
}
